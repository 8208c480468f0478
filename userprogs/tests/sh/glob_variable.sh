: > one.txt; : > two.txt
p='*.txt'
echo $p "$p"
for f in $p; do echo "f=$f"; done
