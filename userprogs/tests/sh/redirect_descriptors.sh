{ echo out; echo err >&2; } 2>f; echo --; cat f
{ echo out; echo err >&2; } > g 2>&1; cat g
{ echo out; echo err >&2; } 2>&1 >h | while read l; do echo "p:$l"; done; cat h
