# A child of the shell cannot wait for the shell's jobs.
sleep 0.2 &
pid=$!
(wait $pid; echo $?)
(sleep 0.1 & wait; echo own)
wait $pid; echo $?
