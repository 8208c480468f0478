false & wait $!; echo $?
sleep 0 & wait $! && echo done
sh -c 'kill -9 $$' & wait $!; echo $?
