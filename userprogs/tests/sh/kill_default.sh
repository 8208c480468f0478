sh -c 'kill -TERM $$; echo no'; echo $?
sh -c 'kill -9 $$' ; echo $?
kill -l 15; kill -l 9
(kill -0 $$) && echo alive
