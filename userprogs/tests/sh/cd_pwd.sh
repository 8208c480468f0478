mkdir -p a/b; cd a/b; x=$(pwd); echo ${x##*/}; cd ..; x=$PWD; echo ${x##*/}; cd - > /dev/null; x=$(pwd); echo ${x##*/}
cd /no/such/dir 2>/dev/null; echo $?
cd /tmp/../dev; pwd
cd; [ "$PWD" = "$HOME" ] && echo home
