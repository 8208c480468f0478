set -e
eval 'true; false; echo no'
echo no
