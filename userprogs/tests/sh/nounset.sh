set -u
x=
echo "<$x>" "${y-default}" $#
echo $undefined_one
echo not reached
