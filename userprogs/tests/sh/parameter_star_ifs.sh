set -- a b c
IFS=-; echo "$*"
IFS=; echo "$*"
IFS=' '; x=$*; echo "$x"
unset IFS; echo "$*"
