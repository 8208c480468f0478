cat <<E | tr a-z A-Z
lower
E
cat <<E |
x
E
tr x y
