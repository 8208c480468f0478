printf 'one\ntwo\nthree\nfour\nfive\n' > f
sed 's/o/0/' f; sed 's/e/E/g' f; sed -n 2p f; sed 2d f; sed '2,4d' f; sed '$d' f; sed -n '$p' f; sed '/t/d' f; sed '/two/,/four/d' f; sed -n '/two/,$p' f
sed '2!d' f; sed -n '2,+1p' f; sed '1~2d' f; sed '3q' f; sed '2q5' f; echo $?; sed -n '/o/=' f; sed = f | sed 'N;s/\n/ /'
sed 's/\(.\)\(.\)/\2\1/' f; sed -E 's/(.)(.)/\2\1/' f; sed 's/.*/[&]/' f; sed 's/o/\&/' f; sed 's/e/X/2' f; sed -n 's/o/0/p' f; sed 's/T/x/i' f; sed 's|o|/|' f
sed 'y/abcdef/ABCDEF/' f; sed '2a\after' f; sed '2i\
before' f; sed '2c changed' f; sed '2,3c both' f; sed '$a end' f
sed 'N;P;D' f; sed -n 'h;n;G;p' f; sed '1!G;h;$!d' f; sed -n '1h;1!H;${g;s/\n/,/g;p}' f; sed ':a;N;$!ba;s/\n/ /g' f; sed 'x;p;x' f
sed '/two/{s/two/TWO/;n;d}' f; sed -e 's/one/1/' -e 's/two/2/' f; echo 's/five/5/' > s; sed -f s f; sed 's/x*/-/g' f; sed 's/\bt/T/' f; sed 's/[aeiou]//g;s/^/> /' f
sed -i 's/one/ONE/' f; cat f; printf 'no newline' | sed 's/n/N/'; echo; sed p f f | wc -l; sed -n '$=' f; sed 's/a/b/' missing; echo $?
sed 's/a/b' f; echo $?; sed k f; echo $?; sed; echo $?; echo 'a b' | sed 's/ /\n/'; echo hello | sed 's/l*/x/2'; echo aaa | sed 's/a/b/2g'; echo abc | sed 's/b*/x/g'
echo 'x=1' | sed 's/[/=]/:/'; printf 'a\nb\n' | sed '/a/,/a/d'; seq 6 | sed '2,4!d'; seq 3 | sed 's/2/&&/;t;s/$/./'; seq 5 | sed -n '2{p;q}'; seq 3 | sed '2{h;d};${G}'
