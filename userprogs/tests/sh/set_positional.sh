set -- -x --
echo $1 $2 $#
set a b
echo $1 $2
set -- ; echo $#
