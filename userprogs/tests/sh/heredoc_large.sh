i=0; x=
while [ $i -lt 600 ]; do x="$x 0123456789"; i=$((i+1)); done
cat <<E | wc -c
$x
E
