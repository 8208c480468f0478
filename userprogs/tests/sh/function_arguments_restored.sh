set -- a b
f() { set -- x y z; echo $#; shift; echo $1; }
f 1; echo $# $1
