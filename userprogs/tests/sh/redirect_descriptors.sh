{ echo out; echo err >&2; } 2>f; echo --; cat f
{ echo out; echo err >&2; } > g 2>&1; cat g
{ echo out; echo err >&2; } 2>&1 >h | sed 's/^/p:/'; cat h
