echo "a\
b" 'c\
d'
x=va\
lue; echo $x; ec\
ho joined
