echo a 2>/dev/null 1>f; cat f
echo b >f2 >f3; wc -c < f2; cat f3
