IFS=x
echo axb
y=axb; echo $y "$y"
for i in a${y}b; do echo "<$i>"; done
