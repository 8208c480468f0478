for x in a b c; do echo $x; done
for x in; do echo never; done; echo $?
for x in 1 2
do
  echo $x
done
echo $x
