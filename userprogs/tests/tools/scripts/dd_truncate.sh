seq 1000 > a; dd if=a of=b bs=100 count=3 2>/dev/null; wc -c b; dd if=a bs=10 skip=2 count=2 status=none; echo; dd if=a of=b bs=7 seek=2 count=1 conv=notrunc 2>/dev/null; cat b
dd < a bs=1k status=noxfer 2>&1 >c; cmp a c; dd if=missing of=x; echo $?; dd foo=1 2>/dev/null; echo $?; seq 3 | dd status=none; dd if=a of=d bs=10 seek=5 count=1 status=none; od -c d
truncate -s 10 e; wc -c e; truncate -s +5 e; wc -c e; truncate -s -20 e; wc -c e; truncate -s 1k a; wc -c a; truncate -r e a; wc -c a
truncate -c -s 5 nothing; ls nothing; truncate e; echo $?; truncate -s '>3' e; wc -c e; truncate -s '<2' e; wc -c e; truncate -s x e; echo $?
mkdir f; cd f; pwd | sed 's/.*\///'; ln -s . g; cd g; PWD=$PWD pwd -P | sed 's/.*\///'; env pwd -L | sed 's/.*\///'
seq 50 | shuf | sort -n | wc -l; shuf -e a b c | sort; shuf -i 5-9 | sort; shuf -n 2 -i 1-9 | wc -l; shuf -i 9-5; echo $?; shuf -r -n 7 -e x
nohup echo hi; nohup nosuch; echo $?; nohup; echo $?
