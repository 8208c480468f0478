cat < no-such-file 2>/dev/null; echo $?
(echo x > /no/such/dir/f) 2>/dev/null; echo $?
echo after
