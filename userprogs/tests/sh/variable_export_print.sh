unset OLDPWD
export q='it'"'"'s a "test"'
export -p | grep '^export q='
