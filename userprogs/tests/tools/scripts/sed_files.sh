printf '1\n2\n3\n' > a; printf 'x\ny' > b
sed -i 's/2/two/' a; cat a; sed -i.bak '1d' a b; cat a b a.bak b.bak; echo; sed -n -s '$=' a b; sed -n '$=' a b
sed -i '$a end' b; cat b; echo ---; sed 'w copy' a > /dev/null; cat copy; sed -n '/3/w three' a.bak; cat three
sed -n 's/3/x/w changed' a; cat changed; printf 'p\n# a comment\n2d\n' > script; sed -f script a.bak; sed -n -f script -e '1p' a.bak
sed '1r b' a; sed '$r b' b; sed 'R b' a.bak; sed p b; sed -n '$p;1p' b a; sed i\\ -e more b; echo; sed 'a\' -e 'more' b
sed 's/x/a\
b/' b; echo; sed -n '/x/{
p
q
}' b; sed 'N;N;s/\n/+/g' a.bak; sed '$!N;$!D' a.bak;
sed 3q7 a.bak; echo $?; sed -i 2q a.bak; cat a.bak; sed -n l missing b; echo $?; sed -i p missing; echo $?; ls
