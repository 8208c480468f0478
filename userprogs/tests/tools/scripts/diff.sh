export TZ=UTC
printf 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n' > one; printf 'a\nB\nc\nd\nx\ny\ne\nf\ng\ni\nj\nk\n' > two
seq 100 > s1; sed '3d;50s/.*/fifty/;90a new' s1 > s2; printf 'x\ny' > n1; printf 'x\ny\n' > n2; : > empty
printf 'A  b\n\nc\n' > b1; printf 'a b\nc\n\n\n' > b2; printf 'a\0b' > bin1; printf 'a\0c' > bin2
touch -d '2001-02-03 04:05:06.7' *
for pair in 'one two' 's1 s2' 'n1 n2' 'empty one' 'one empty' 'b1 b2' 'bin1 bin2' 'one one' 'empty empty' 'one missing'; do
  for options in '' -u -U1 -U0 -q -s -i -w -b -B -iwB; do echo "$pair $options"; diff $options $pair; echo $?; done
done
mkdir -p d1/sub d2/sub d2/only; cp one d1/f; cp two d2/f; cp s1 d1/sub/s; cp s2 d2/sub/s; cp one d1/gone; cp n1 d2/new; cp n1 d1/same; cp n1 d2/same
mkdir d1/mixed; : > d2/mixed
touch -d '2001-02-03 04:05:06.7' d?/* d?/sub/*
diff d1 d2; echo $?; diff -r d1 d2; echo $?; diff -ru d1 d2; echo $?; diff -rqs d1 d2; echo $?; diff -rN d1/sub d2; echo $?
cp one both; diff one d1/f; diff d1/f both; diff both d1; echo $?; diff one - < two; echo $?; diff; echo $?; diff one; echo $?
awk 'BEGIN { for (i = 0; i < 300; i++) print (i * 7919) % 50 }' > r1; awk 'BEGIN { for (i = 0; i < 300; i++) print (i * 7907) % 50 }' > r2
diff r1 r2 | grep -c '^[<>]' > /dev/null; diff -u r1 r1; diff r1 r2 > p; echo $?
