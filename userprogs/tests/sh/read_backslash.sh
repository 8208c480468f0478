printf 'a\\b c\\ d\n' | { read x y; echo "$x|$y"; }
printf 'a\\b\\\n' | { read -r x; printf '%s\n' "$x"; }
printf 'con\\\ntinued\n' | { read x; echo "$x"; }
