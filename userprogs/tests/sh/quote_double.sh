x=val
echo "a  $x  b" "\$x" "\"q\"" "back\\slash" "\a" "`echo hi`" "$(echo there)"
echo "line1
line2"
