s=; for i in a b c; do s="$s$i,"; done; echo "${s%,}"
path=/a/b/c; while [ -n "$path" ]; do echo $path; path=${path%/*}; done
