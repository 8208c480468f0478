f() { while read x; do printf '%s!\n' "$x"; done; }
printf 'a\nb\n' | f | cat
x=$(printf 'c\n' | f); printf '%s\n' "$x"
