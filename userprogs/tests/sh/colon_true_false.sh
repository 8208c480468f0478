: anything; echo $?; true; echo $?; false; echo $?
: ${x:=5}; echo $x
