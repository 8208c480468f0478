echo text > a
link a b; stat -c %h a b; unlink a; ls; cat b
link missing c; echo $?
unlink missing; echo $?
mkdir d; unlink d; echo $?
umask 022; mknod f p; stat -c '%F %a' f
mknod -m 600 g p; stat -c %a g
mknod f p; echo $?
printf 'a b b c c a d e\n' | tsort | tail -n 2; printf 'a b b a\n' | tsort; echo $?
printf 'a b c\n' | tsort; echo $?
printf 'x x y z\n' | tsort
printf '3 1\n3 2\n1 0\n2 0\n' | tsort
head -c 1000 /dev/zero | base64 | base64 -d | cksum
printf 'YWJj\nZGVm' | base64 -d; echo " $?"
printf 'YWJj*ZGVm' | base64 -d; echo " $?"
printf 'YWJj*ZGVm' | base64 -di; echo " $?"
printf 'YW==YWI=' | base64 -d; echo " $?"
for n in 0 1 2 3 4 5; do head -c $n b | base64 | tee t; base64 -d t | cmp - b; done
sha1sum b > sums; sha1sum -c sums; echo $?
echo more >> b; sha1sum -c sums 2>/dev/null; echo $?
sync b; echo $?
( flock -n 9 && echo locked; flock -n b true; echo $? ) 9< b
flock b sh -c 'flock -n b echo no; echo $?'
( flock -s 9; flock -n -s b echo shared; flock -u 9; flock -n b echo free ) 9< b
setsid sh -c 'echo leads' | cat
LOGNAME=somebody; export LOGNAME; groups > /dev/null; echo $?
