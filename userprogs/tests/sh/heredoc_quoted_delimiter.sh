cat <<"E F"
$x
E F
cat <<\E
$y
E
