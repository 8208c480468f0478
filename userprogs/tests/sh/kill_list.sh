# The number or the status of a signal, and what is neither.
kill -l 9
kill -l 139
kill -l 130
kill -l 200
echo $?
sh -c 'kill -TERM $$'
kill -l $?
