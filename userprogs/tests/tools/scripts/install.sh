umask 022
echo one > a; echo two > b; mkdir d
install a c; stat -c '%a %s' c
install -m 640 a c; stat -c %a c
install -m u=rw,go=r b c; stat -c %a c; cat c
install a b d; ls d; stat -c %a d/a
install -t d c; ls d
install -D a x/y/z; cat x/y/z; stat -c %a x x/y x/y/z
install -d p/q r; stat -c %a p p/q r
install -d -m 700 s; stat -c %a s
install -v a d
install -dv v/w
touch -d @86400 a; install -p a t; stat -c %Y t
ln -s a l; install b l; cat l a; test -L l; echo $?
ln a hard; install b hard; cat hard a
install d e; echo $?
install missing e; echo $?
install a; echo $?
install; echo $?
install a b missing; echo $?
install -m 999 a e; echo $?
install a a; echo $?
install -g $(id -g) -o $(id -u) a own; echo $?
