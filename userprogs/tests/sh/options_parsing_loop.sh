parse() { while [ $# -gt 0 ]; do case $1 in -v) v=1;; -o) shift; o=$1;; --) shift; break;; -*) echo "bad $1"; return 1;; *) break;; esac; shift; done; echo "v=${v-0} o=${o-} rest=$*"; }
parse -v -o out x y; parse -q; parse -- -v
