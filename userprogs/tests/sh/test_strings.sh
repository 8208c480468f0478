[ a = a ] && echo 1; [ a = b ] || echo 2; [ a != b ] && echo 3; [ -n x ] && echo 4; [ -z '' ] && echo 5
[ x ] && echo 6; [ '' ] || echo 7; [ ] || echo 8; [ ! '' ] && echo 9; test a = a && echo 10
[ -n ] && echo 11; [ = = = ] && echo 12; [ ! = x ] || echo 13
