: < no-such-file
echo not reached
