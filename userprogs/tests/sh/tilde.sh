HOME=/home/me
echo ~ ~/x "~" '~' x~ ~nobody_there_/x
x=~/a:~/b; echo $x
y="~"; echo $y
