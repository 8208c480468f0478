set -- 'a b' c ''
for i in $@; do echo "1<$i>"; done
for i in $*; do echo "2<$i>"; done
for i in "$@"; do echo "3<$i>"; done
for i in "$*"; do echo "4<$i>"; done
for i in x"$@"y; do echo "5<$i>"; done
