s=a,b,,c; while :; do case $s in *,*) echo "<${s%%,*}>"; s=${s#*,};; *) echo "<$s>"; break;; esac; done
