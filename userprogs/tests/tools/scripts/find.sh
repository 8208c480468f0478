mkdir -p a/b/c a/d; echo 1 > a/one.c; echo 22 > a/b/two.c; : > a/b/c/three.h; ln -s one.c a/link; : > a/d/Upper.C; head -c 3000 /dev/zero > a/big
find a | sort; find . -name '*.c' | sort; find a -type d | sort; find a -type l; find a -type f -empty | sort; find a -iname '*.c' | sort
find a -maxdepth 1 | sort; find a -mindepth 2 | sort; find a -name b -prune -o -print | sort; find a -path '*b*' | sort
find a -size +1k | sort; find a -size -3c -type f | sort; find a -size 6 -type f; find a \( -name '*.h' -o -name '*.C' \) | sort; find a ! -name '*.c' -type f | sort
find a -name '*.c' -exec echo got {} \; | sort; find a -name '*.c' -exec echo {} + | tr ' ' '\n' | sort | tail -n +1; find a -type f -exec test -s {} \; -print | sort
find a -depth -type d; find a -name one.c -print0 | tr '\0' '!'; echo
touch -d '2001-01-01' a/one.c; find a -newer a/one.c -name '*.c' | sort; find a -mtime +100 | sort; find a -mmin -5 -type f | sort
chmod 600 a/one.c; chmod 755 a/big; find a -perm 600; find a -type f -perm -111; find a -links +1 -type f; find a -user root -name one.c; find a -true -name two.c; find a -false
find missing; echo $?; find a -nonsense; echo $?; find a -name; echo $?; find a one -type d; echo $?
find a -name '*.h' -delete; find a -name '*.h'; find a/b -delete; find a | sort; find . -empty | sort; find a/ -name 'a'
find -L a -name link -type f; find a -type f -name big -quit; find ./a -maxdepth 0
