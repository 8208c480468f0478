i=0
while :; do echo $i; i=$((i+1)); done 2>/dev/null | head -n 3
