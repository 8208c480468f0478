x=1
echo y | { read x; echo "in $x"; }
echo "out $x"
