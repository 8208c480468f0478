set -e -u
case $- in *e*) echo e;; esac
case $- in *u*) echo u;; esac
set +e
case $- in *e*) echo e;; *) echo no-e;; esac
set -o noglob; echo *; set +o noglob
