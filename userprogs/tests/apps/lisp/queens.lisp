; The queens' puzzle: how many ways there are to place n queens so that none attacks another, and the first way.

(define (safe? column placed)
  (let loop ((others placed) (distance 1))
    (or (null? others)
        (and (not (= (car others) column))
             (not (= (abs (- (car others) column)) distance))
             (loop (cdr others) (+ distance 1))))))

(define (solutions n)
  (let place ((row 0) (placed '()))
    (if (= row n)
        (list placed)
        (append-map (lambda (column) (if (safe? column placed) (place (+ row 1) (cons column placed)) '()))
                    (iota n)))))

(define (draw placed)
  (for-each (lambda (queen)
              (for-each (lambda (column) (display (if (= column queen) "Q " ". "))) (iota (length placed)))
              (newline))
            placed))

(for-each (lambda (n) (print n " queens: " (length (solutions n)))) '(4 5 6 7))
(draw (car (solutions 6)))
