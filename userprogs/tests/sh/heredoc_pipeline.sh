cat <<E | tr a-z A-Z
lower
E
cat <<E |
x
E
sed s/x/y/
