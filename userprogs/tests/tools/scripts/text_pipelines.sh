printf 'the cat the dog a cat\n' | tr ' ' '\n' | sort | uniq -c | sort -rn
seq 10 | tr '\n' ' '; echo
printf 'a,b,c\n1,2,3\n' | cut -d, -f2 | tee x | head -n 1; cat x
seq 3 | uniq | wc -l
