echo 'x=sourced; echo in $1; return 3; echo no' > lib.sh
. ./lib.sh; echo $? $x
set -- arg; . ./lib.sh
PATH=.:$PATH; . lib.sh
