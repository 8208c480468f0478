f() { for i in 1 2 3; do while true; do [ $i = 2 ] && return $i; break; done; echo $i; done; }; f; echo $?
