cat > s.sh <<'E'
echo "$0 $# $1 $2"
E
sh s.sh one 'two three'
sh -c 'echo $0 $1' name arg
echo 'echo from stdin $1' | sh -s x
