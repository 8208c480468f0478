set -e
true
echo before
false
echo not reached
