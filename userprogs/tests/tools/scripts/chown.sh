u=$(id -un) g=$(id -gn) un=$(id -u) gn=$(id -g)
: > f; mkdir -p d/e; : > d/e/f; ln -s f l; ln -s missing broken
for o in $u $u:$g $u: :$g $un $un:$gn :$gn; do chown "$o" f; echo "$o $?"; done
stat -c '%U %G' f
chown -R $u:$g d; echo $?
chgrp -R $g d l; echo $?
chgrp $gn f; echo $?
chown -v $u f; chown -v $u:$g f
chgrp -v $g f
chown --reference=f d; echo $?
chgrp --reference=d f; echo $?
chown -h $u l broken; echo $?
chown $u broken; echo $?
chown no-such-user f; echo $?
chown :no-such-group f; echo $?
chgrp no-such-group f; echo $?
chown $u; echo $?
chown; echo $?
chgrp $g; echo $?
chown $u missing; echo $?
chown -f $u missing; echo $?
chown --reference=missing f; echo $?
if [ $un = 0 ]; then chown -v nobody f; chown -v daemon:daemon f; chgrp -v nogroup f; chown -Rv 77:78 d; chown daemon: f; stat -c '%U %G' f; fi
