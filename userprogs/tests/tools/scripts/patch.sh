seq 1 40 > a; seq 1 40 | sed '5s/.*/five/;20d;30a\
new line' > b
diff -u a b > p
cp a c; patch c p; cmp b c; echo $?
patch -R c < p; cmp a c; echo $?
patch -i p c; patch -R -i p c; ls
cp a x; patch -o y x p; cmp y b; ls
patch --dry-run x p; cmp a x; echo $?
(echo zero; echo zeroer; cat a) > c; patch c p; echo $?; cmp c.orig a; ls; rm c.orig
sed 's/^3$/three/' a > c; patch c p; echo $?; sed -n 1,8p c; rm -f c.orig
sed 's/^5$/FIVE/' a > c; patch c p; echo $?; ls; sed -n 1,8p c; wc -l < c.rej; rm -f c.rej c.orig
mkdir -p d/e; cp a d/e/f; diff -u d/e/f b | sed 's|^+++ b|+++ d/e/f|' > q
patch -p0 < q; cmp d/e/f b; echo $?
sed 's|d/e/|x/e/|' q > r; patch -R -d d -p1 < r; cmp d/e/f a; echo $?
(cd d/e; patch < ../../q; cmp f ../../b)
diff -u /dev/null a | sed 's|^+++ a|+++ made|' > n; patch -p0 < n; cmp made a; echo $?
diff -u a /dev/null | sed 's|^--- a|--- made|' > n; patch -p0 < n; ls made; echo $?
printf 'one\ntwo' > a; printf 'one\ntwo\n' > b; diff -u a b > p; cp a c; patch c p; cmp c b; patch -R c p; cmp c a; echo $?
printf 'only garbage\n' > p; patch c p; echo $?
: > p; patch c p; echo $?
seq 1 10 > a; seq 1 10 | sed '1d' > b; seq 1 10 | sed '$d' > e; diff -u a b > p; diff -u a e > q
cp a c; patch c p; patch c q; cat c; cp a c; patch -s -b c p; echo $?; ls c*
(seq 100 105; seq 1 10; seq 50 60) > c; patch c p; echo $?; patch c q; echo $?; rm -f c.orig c.rej
seq 1 100 > a; seq 1 100 | sed '10d;50s/$/x/;90i\
here' > b; diff -u a b > p; (seq 1 5; seq 1 60; echo more; echo and more; seq 61 100) > c; patch c p; echo $?; cksum c
diff -U0 a b > p; cp a c; patch c p; cmp c b; echo $?
cp a f1; cp a f2; (diff -u a b | sed 's/^--- a/--- f1/; s/^+++ b/+++ f1/'; echo; echo text between; diff -u a b | sed 's/^--- a/--- f2/; s/^+++ b/+++ f2/') > p; patch < p; cmp f1 b; cmp f2 b; echo $?
