a() { b; echo "a $?"; return 2; }; b() { c || return 3; echo no; }; c() { false; }; a; echo $?
