readonly r=5
echo $r
(r=6; echo not reached) 2>/dev/null
echo status $?
readonly -p | grep ' r='
