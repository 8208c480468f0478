[ a = a -a b = b ] && echo 1; [ a = b -o b = b ] && echo 2; [ ! a = b ] && echo 3
[ \( a = b -o c = c \) -a d = d ] && echo 4; [ ! \( a = a \) ] || echo 5
test -z "" -a -n x && echo 6
