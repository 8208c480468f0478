touch a b; ls
touch -c none; echo $?; ls
touch -d '2001-02-03 04:05:06' a; stat -c %Y a
touch -d @86400 b; stat -c '%X %Y' b
touch -r a c; stat -c %Y c
touch -m -d @5 b; stat -c '%X %Y' b
touch -a -d @7 b; stat -c '%X %Y' b
touch no/such; echo $?
touch; echo $?
touch -d 2020-01-01 d; stat -c %Y d
