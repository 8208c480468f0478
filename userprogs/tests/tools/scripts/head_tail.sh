seq 1000 > f
head -n 500 f | tail -n 2
seq 100000 | tail -n 3
seq 100000 | tail -c 12
seq 20 | head -n -15
printf 'no newline' | tail -n 1; echo
printf 'a\nb\nno newline' | head -n -1
printf 'a\nb\nno newline' | tail -n 2; echo
: > empty; head empty; tail empty; tail -n +2 empty
seq 5 | { head -n 1; } 
tail -n 2 f empty f
