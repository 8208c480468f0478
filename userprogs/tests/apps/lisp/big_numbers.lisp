; Integers of any size, each result checked by another way to get it.

(define (factorial n) (if (< n 2) 1 (* n (factorial (- n 1)))))
(print (factorial 40))
(define (fibonacci n) (let loop ((a 0) (b 1) (n n)) (if (= n 0) a (loop b (+ a b) (- n 1)))))
(print (fibonacci 300))
(print (= (* (fibonacci 100) (fibonacci 101)) (fold + 0 (map (lambda (i) (square (fibonacci i))) (iota 101)))))

; (a / b) * b + a mod b = a, for all signs and many sizes.
(define (check a b)
  (let ((q (quotient a b)) (r (remainder a b)) (m (modulo a b)))
    (and (= a (+ (* q b) r)) (< (abs r) (abs b)) (or (= r 0) (eq? (< r 0) (< a 0)))
         (or (= m 0) (eq? (< m 0) (< b 0))))))
(define numbers
  (append-map (lambda (n) (list n (- n)))
    (append (map (lambda (p) (expt 2 p)) '(0 31 32 61 62 63 64 96 127))
            (map (lambda (p) (- (expt 2 p) 1)) '(31 32 62 63 64 96 128))
            (map (lambda (p) (expt 10 p)) '(9 18 19 37)) '(3 7 12345678901234567890))))
(print (every (lambda (a) (every (lambda (b) (check a b)) numbers)) numbers))
(print (every (lambda (a) (every (lambda (b) (= a (- (+ a b) b))) numbers)) numbers))
(print (every (lambda (a) (= a (string->number (number->string a)))) numbers))
(print (every (lambda (a) (= a (string->number (number->string a 7) 7))) numbers))
(print (sort (map (lambda (p) (- (expt -3 p) 5)) '(40 41 42 43)) <))
(print (gcd (factorial 20) (expt 6 30)) " " (lcm (expt 2 70) (expt 6 20)))
(let-values (((root rest) (exact-integer-sqrt (expt 10 61)))) (print root " " rest))
(define (power-modulo b e m)
  (cond ((= e 0) 1)
        ((even? e) (modulo (square (power-modulo b (quotient e 2) m)) m))
        (else (modulo (* b (power-modulo b (- e 1) m)) m))))
(define p (- (expt 2 127) 1))
(print (power-modulo 3 (- p 1) p))
(print (bitwise-and 12 10) (bitwise-or 12 10) (bitwise-xor 12 10) " " (arithmetic-shift 1 100) " "
       (arithmetic-shift -5 -1) " " (arithmetic-shift (expt 2 100) -98))
; The first 50 digits of pi, by Machin's formula.
(define one (expt 10 60))
(define (arctan-of-inverse n)
  (let loop ((term (quotient one n)) (k 1) (sum 0))
    (if (= term 0) sum
        (loop (quotient term (- (* n n))) (+ k 2) (+ sum (quotient term k))))))
(print (quotient (* 4 (- (* 4 (arctan-of-inverse 5)) (arctan-of-inverse 239))) (expt 10 10)))
