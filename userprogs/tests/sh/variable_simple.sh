x=1 y=two z="th ree"
echo $x $y $z "$z" ${x}y $x$y
x=
echo "<$x>"
