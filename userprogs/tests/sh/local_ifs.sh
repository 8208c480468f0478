join() { local IFS=,; echo "$*"; }
join a b c; echo "$IFS" | wc -c
