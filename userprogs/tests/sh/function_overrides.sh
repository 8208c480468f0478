cd() { echo "my cd $1"; }
cd /tmp
unset -f cd; command cd / && pwd
echo() { printf 'E:%s\n' "$1"; }
echo hi
command echo real
