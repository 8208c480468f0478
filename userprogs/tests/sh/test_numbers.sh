[ 1 -eq 1 ] && echo 1; [ 1 -lt 2 ] && echo 2; [ 2 -gt 1 ] && echo 3; [ 1 -le 1 ] && echo 4; [ 1 -ge 2 ] || echo 5; [ -5 -lt 3 ] && echo 6; [ 1 -ne 2 ] && echo 7
[ a -eq 1 ] 2>/dev/null; echo $?
