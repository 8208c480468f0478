for i in 1 2; do echo $i; done > f; cat f
if true; then echo in-if; fi > g; cat g
(echo sub) > h; cat h
{ echo a; echo b; } | cat > k; cat k
f() { echo fun; } > m; f; cat m
