a=1; export a; b=2; export c=3
sh -c 'echo $a-$b-$c'
unset a
sh -c 'echo ${a-unset}'
