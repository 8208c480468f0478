mkdir -p d/e; ln -s d/e l; ln -s /nowhere/x b; : > d/e/f
readlink l; readlink b l; readlink d; echo $?; readlink -n l; echo; readlink
here=$(realpath .); realpath l/f | sed "s|$here||"; readlink -f l/../x | sed "s|$here||"; realpath d/new | sed "s|$here||"; realpath no/such/file; echo $?; realpath / /..; readlink -f no/such; echo $?
mkfifo p q; stat -c '%F %a' p q; mkfifo p; echo $?; mkfifo -m 600 r; stat -c %a r; echo through > p & cat p; wait
