p=/usr/local/bin/tool.tar.gz
echo ${p#*/} ${p##*/} ${p%.*} ${p%%.*} ${p#/usr} ${p%gz}
echo ${p#nomatch} ${p%nomatch}
