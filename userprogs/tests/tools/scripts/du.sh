mkdir -p a/b/c; head -c 5000 /dev/zero > a/f; head -c 100000 /dev/zero > a/b/g; echo x > a/b/c/h
du -s a; du a | sort -k2; du -a a | sort -k2; du -d 1 a | sort -k2; du -h a/b/g; du -c a/f a/b | tail -n 1; du -b a/f; du missing; echo $?; du -sh a
