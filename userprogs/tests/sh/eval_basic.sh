x='echo hi'
eval $x
eval 'y=5; echo $y'
n=name; eval "$n=value"; echo $name
eval; echo $?
eval false; echo $?
eval 'if true; then
echo multi; fi'
