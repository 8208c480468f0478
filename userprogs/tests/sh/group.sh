{ echo a; x=5; }; echo $x
{ echo b; } > f; cat f
{ false; } || echo failed
