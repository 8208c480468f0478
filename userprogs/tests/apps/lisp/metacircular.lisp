; An evaluator for Lisp in Lisp, which evaluates an evaluator's favourite: the factorial, and a closure that counts.

(define (evaluate form env)
  (cond ((symbol? form) (lookup form env))
        ((not (pair? form)) form)
        (else
         (case (car form)
           ((quote) (cadr form))
           ((if) (evaluate (if (evaluate (cadr form) env) (caddr form) (cadddr form)) env))
           ((lambda) (list 'closure (cadr form) (cddr form) env))
           ((begin) (evaluate-all (cdr form) env))
           ((define) (define-variable! (cadr form) (evaluate (caddr form) env) env))
           ((set!) (set-cdr! (binding (cadr form) env) (evaluate (caddr form) env)))
           (else (call (evaluate (car form) env)
                       (map (lambda (argument) (evaluate argument env)) (cdr form))))))))

(define (evaluate-all forms env)
  (if (null? (cdr forms))
      (evaluate (car forms) env)
      (begin (evaluate (car forms) env) (evaluate-all (cdr forms) env))))

(define (call procedure arguments)
  (if (procedure? procedure)
      (apply procedure arguments)
      (evaluate-all (caddr procedure) (cons (map cons (cadr procedure) arguments) (cadddr procedure)))))

; An environment is a list of frames, a frame a list of (name . value).
(define (binding name env)
  (if (null? env) (error "unbound:" name))
  (or (assq name (car env)) (binding name (cdr env))))
(define (lookup name env) (cdr (binding name env)))
(define (define-variable! name content env) (set-car! env (cons (cons name content) (car env))))

(define world (list (list (cons '+ +) (cons '- -) (cons '* *) (cons '= =) (cons 'list list))))
(define (run form) (evaluate form world))

(run '(define factorial (lambda (n) (if (= n 0) 1 (* n (factorial (- n 1)))))))
(print (run '(factorial 20)))
(run '(define make-counter (lambda (n) (lambda () (begin (set! n (+ n 1)) n)))))
(run '(define count (make-counter 10)))
(print (run '(list (count) (count) (count))))
(run '(define y (lambda (f) ((lambda (x) (x x)) (lambda (x) (f (lambda (n) ((x x) n))))))))
(print (run '((y (lambda (self) (lambda (n) (if (= n 0) 0 (+ n (self (- n 1))))))) 100)))
(print (guard (e (#t (condition-message e) )) (run '(no-such-procedure 1))))
