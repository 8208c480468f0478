mkdir a a/b; ls -R | sed 's/ *$//'
mkdir a; echo $?
mkdir x/y; echo $?
mkdir -p x/y/z; echo $?; mkdir -p x/y; echo $?
mkdir -v new; mkdir -pv p/q
mkdir -m 700 secret; stat -c %a secret
mkdir -m u=rwx,g=rx,o= three; stat -c %a three
umask 027; mkdir masked; stat -c %a masked
mkdir
rmdir a; echo $?
rmdir a/b; rmdir -v a; echo $?
rmdir -p x/y/z; echo $?; ls
rmdir nothing; echo $?
mkdir full; : > full/f; rmdir --ignore-fail-on-non-empty full; echo $?
