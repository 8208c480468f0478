if false; then :; fi; echo $?
if true; then false; fi; echo $?
if [ 1 -eq 1 ] && [ 2 -eq 2 ]; then echo both; fi
