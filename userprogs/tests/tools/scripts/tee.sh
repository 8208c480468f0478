printf 'a\nb\n' | tee f g; cat f g
echo c | tee -a f > /dev/null; cat f
echo d | tee /no/such/folder/x; echo $?
tee < f
