(exit 7) & p=$!
wait $p; echo $?
true & wait; echo $?
{ echo bg; } & wait
wait 99999 2>/dev/null; echo $?
