x=1
unset x
echo "${x-none}"
unset never_set && echo ok
f() { echo f; }
unset -f f
f 2>/dev/null
echo $?
