; Text: the words of a poem, counted, sorted, justified; and the letters beyond ASCII.

(define poem "So much depends upon a red wheel barrow glazed with rain water beside the white chickens\n")

(define (count-words text)
  (let ((counts (make-hash-table)))
    (for-each (lambda (c) (when (char-alphabetic? c) (hash-table-update! counts c 1+ 0)))
              (string->list (string-downcase text)))
    counts))

(define by-count
  (sort (hash-table->alist (count-words poem)) (lambda (a b) (> (cdr a) (cdr b)))))
(for-each (lambda (entry) (print (car entry) ": " (make-string (cdr entry) #\*))) (list-head by-count 5))

(define words (filter (lambda (w) (not (string-null? w))) (string-split poem)))
(print (length words) " words, the longest: "
       (fold (lambda (w longest) (if (> (string-length w) (string-length longest)) w longest)) "" words))
(print (string-join (sort words string<?) ","))

(define (fill words width)
  (let loop ((words words) (line "") (lines '()))
    (cond ((null? words) (reverse (cons line lines)))
          ((string-null? line) (loop (cdr words) (car words) lines))
          ((<= (+ (string-length line) 1 (string-length (car words))) width)
           (loop (cdr words) (string-append line " " (car words)) lines))
          (else (loop words "" (cons line lines))))))
(for-each print (fill words 30))

(define greeting "Grüße, 世界!")
(print (string-length greeting) " " (string-reverse greeting) " " (string-upcase greeting))
(write greeting) (newline)
(write (string->list "a b\n")) (newline)
(print (string-search greeting "世") " " (string-search greeting "x"))
(print (map string->number '("42" "-7" "ff" "+5")) (string->number "ff" 16) (number->string 255 2))
(print (symbol->string 'abc) (string->symbol "x y") (string<? "abc" "abd") (string=? "a" "a"))
(define port (open-input-string "(a b) 42 ; a comment\n \"text\" rest"))
(write (list (read port) (read port) (read port) (read-char port) (read-line port) (read-line port)))
(newline)
