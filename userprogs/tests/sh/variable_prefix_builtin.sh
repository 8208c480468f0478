IFS=,
x=1
x=2 eval 'echo $x'
unset IFS
y=3 true
echo "y=$y"
