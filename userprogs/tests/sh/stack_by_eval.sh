sp=0; push() { eval s$sp=\$1; sp=$((sp+1)); }; pop() { sp=$((sp-1)); eval r=\$s$sp; }
push 'a b'; push c; pop; echo "$r"; pop; echo "$r"; echo $sp
