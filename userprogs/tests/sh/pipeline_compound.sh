for i in 3 1 2; do echo $i; done | sort | while read n; do echo "n$n"; done
if true; then echo x; fi | cat
{ echo g; } | (cat; echo s)
