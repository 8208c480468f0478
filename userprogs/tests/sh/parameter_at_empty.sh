set --
for i in "$@"; do echo "<$i>"; done
for i in "$*"; do echo "<$i>"; done
set -- "$@"; echo $#
set -- a$@b; echo $# $1
