cleanup() { echo "cleaning $1"; }
trap 'cleanup tmp' EXIT
f() { exit 4; }
f
