a='x   y'
b=$a
echo "$b"
c=$(echo '1  2')
echo "$c"
d=*
echo "$d"
