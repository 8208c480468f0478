; Macros of both kinds, and quasiquotation.

(define-macro (while test . body) `(let loop () (when ,test ,@body (loop))))
(define i 0)
(while (< i 3) (display i) (set! i (+ i 1)))
(newline)

(define-syntax my-let
  (syntax-rules () ((_ ((name value) ...) body ...) ((lambda (name ...) body ...) value ...))))
(print (my-let ((a 1) (b 2)) (set! a 10) (+ a b)))

(define-syntax for
  (syntax-rules (in from to)
    ((_ x in list body ...) (for-each (lambda (x) body ...) list))
    ((_ x from a to b body ...) (do ((x a (+ x 1))) ((> x b)) body ...))))
(for x in '(a b c) (display x) (display ";"))
(for n from 1 to 5 (display (* n n)) (display ";"))
(newline)

(define-syntax my-cond
  (syntax-rules (else)
    ((_ (else e ...)) (begin e ...))
    ((_ (test e ...) clause ...) (if test (begin e ...) (my-cond clause ...)))))
(print (map (lambda (n) (my-cond ((< n 0) 'negative) ((= n 0) 'zero) (else 'positive))) '(-1 0 1)))

(define-syntax swap! (syntax-rules () ((_ a b) (let ((kept a)) (set! a b) (set! b kept)))))
(define one 1)
(define two 2)
(swap! one two)
(print one two)

(print `(1 ,@'(2 3) ,(+ 2 2) #(a ,(* 5 5)) (nested `(x ,(y ,(+ 1 2)))) . tail))
(print (macroexpand '(while #t 1)))
(define-record-type <account> (make-account owner balance) account?
  (owner account-owner) (balance account-balance set-account-balance!))
(define mine (make-account "Ada" 10))
(set-account-balance! mine (+ 5 (account-balance mine)))
(print mine " " (account? mine) (account? 5) " " (account-owner mine) " " (account-balance mine))
(define (integers-from n) (cons-stream n (integers-from (+ n 1))))
(define (stream-filter keep? s)
  (if (keep? (stream-car s)) (cons-stream (stream-car s) (stream-filter keep? (stream-cdr s)))
      (stream-filter keep? (stream-cdr s))))
(define (sieve s)
  (cons-stream (stream-car s)
    (sieve (stream-filter (lambda (n) (not (= 0 (remainder n (stream-car s))))) (stream-cdr s)))))
(print (stream-head (sieve (integers-from 2)) 15))
(define (shadow list if) (list if 1))
(print (shadow + 41))
