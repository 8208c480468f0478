printf 'l1\nl2\n' > f
read a < f; echo $a
{ read a; read b; echo $b $a; } < f
while read l; do echo "[$l]"; done < f
