rev() { r=; for w; do r="$w $r"; done; echo "${r% }"; }
rev one two three
