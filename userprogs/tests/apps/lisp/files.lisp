; Files: written, read line by line, read as data, appended to; and standard input.

(define path "/tmp/lisp-files-test")
(call-with-output-file path (lambda (port) (write '(a "b" #\c (1 . 2)) port) (newline port) (display "second line\n" port)))
(call-with-input-file path
  (lambda (port) (write (read port)) (write (read-line port)) (write (read-line port)) (write (eof-object? (read-line port)))))
(newline)
(define port (open-append-file path))
(display "(define loaded (* 6 7))" port)
(close-port port)
(print (guard (e (#t (condition-message e))) (display "x" port)))
(define (count-lines path)
  (call-with-input-file path
    (lambda (port) (let loop ((n 0)) (if (eof-object? (read-line port)) n (loop (+ n 1)))))))
(print (count-lines path))
(call-with-output-file path (lambda (port) (display "(define loaded (* 6 7))\n(define (double x) (* 2 x))" port)))
(load path)
(print loaded (double 4))
(print (with-output-to-string (lambda () (display "captured") (write "x"))))
(print (call-with-output-string (lambda (port) (write 'symbol port))))
(let loop ((line (read-line)))
  (unless (eof-object? line) (print "input: " line) (loop (read-line))))
