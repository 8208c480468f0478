set -- a b c
echo $# $1 $3 "$*" "$@" $0 | cut -d' ' -f1-8
true; echo $?; false; echo $?
echo ${10-none}
set -- 1 2 3 4 5 6 7 8 9 ten eleven
echo $10 ${10} ${11}
