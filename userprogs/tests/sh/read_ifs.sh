echo 'a:b:c' | { IFS=: read x y z; echo "$x $y $z"; }
echo 'a::c:d:' | { IFS=: read x y z; echo "$x|$y|$z"; }
echo ' x : y ' | { IFS=: read a b; echo "<$a><$b>"; }
IFS= ; echo '  keep  ' | { read x; echo "<$x>"; }
