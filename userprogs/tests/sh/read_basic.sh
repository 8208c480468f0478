echo 'a b c d' | { read x y z; echo "$x|$y|$z"; }
echo '  lead trail  ' | { read x; echo "<$x>"; }
echo 'one' | { read x y; echo "<$x><$y>"; }
read x < /dev/null; echo $? "<$x>"
