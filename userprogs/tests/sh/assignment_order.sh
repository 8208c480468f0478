x=1; x=2 y=$x; echo $x $y
a=1 b=$a; echo $b
