cat <<A; cat <<B
first
A
second
B
cat <<A - <<B
one
A
two
B
