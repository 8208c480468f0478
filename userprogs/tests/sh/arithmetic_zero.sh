(echo $((1/0))) 2>/dev/null
echo $?
(echo $((1 +))) 2>/dev/null
echo $?
