(exit 0) && echo zero
(exit 5) || echo $?
(false); echo $?
