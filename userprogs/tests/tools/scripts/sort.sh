printf '%s\n' 1K 900 2M 1.5K 3G -5 -1K 0 1.50K 10 5k x '' 1.2.3 | sort -h
printf '%s\n' 'a 1K' 'b 20' 'c 1M' | sort -rhk2
printf 'b\na\n' > f; sort -o f f; cat f; sort -o /no/such/file f; echo $?
seq 1000 | sort -rn | head -n 2; seq 20 | sort | tail -n 1
sort -u f f
