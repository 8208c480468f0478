x=1
(x=2; echo $x; exit 4)
echo $? $x
(cd /; pwd)
( (echo nested) )
