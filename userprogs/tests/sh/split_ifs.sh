IFS=:
x='a:b::c:'
for i in $x; do echo "<$i>"; done
x=':lead'
for i in $x; do echo "<$i>"; done
