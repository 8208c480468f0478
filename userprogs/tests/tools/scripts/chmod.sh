: > f
for m in 644 u+x go-r a=r u=rwx,g=rx,o=x +w -x 4755 o+t u+s g=u o=g 0 a+X; do chmod $m f; echo "$m $(stat -c %a f)"; done
mkdir -p d/e; : > d/e/f; chmod -R 750 d; stat -c '%a %n' d d/e d/e/f
chmod -R a+X d; stat -c '%a %n' d/e d/e/f
chmod 999 f; echo $?
chmod 644 missing; echo $?
chmod -v 600 f
chmod; echo $?
umask 022; chmod 600 f; chmod +rw f; stat -c %a f
