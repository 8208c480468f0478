echo a | cat &
wait
for i in 1 2 3; do (exit $i) & done
wait; echo $?
x=5; (x=6) & wait; echo $x
