trap 'false' USR1
true; kill -USR1 $$; echo $?
trap 'exit 9' USR2
kill -USR2 $$
echo no
