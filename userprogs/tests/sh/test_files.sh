: > f; echo x > g; mkdir d
[ -f f ] && echo 1; [ -d d ] && echo 2; [ -e nope ] || echo 3; [ -s g ] && echo 4; [ -s f ] || echo 5; [ -r f ] && echo 6
chmod +x f; [ -x f ] && echo 7; ln -s f l; [ -L l ] && echo 8; [ -h f ] || echo 9; [ -f d ] || echo 10; [ -c /dev/null ] && echo 11
[ f -ef l ] && echo 12
