echo $(echo a; echo b) "$(echo a; echo b)"
x=$(printf 'trail\n\n\n'); echo "<$x>"
echo $(false) $?
x=$(exit 3); echo $?
