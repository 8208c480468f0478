f() { false; }; f; echo $?
f() { return; }; false; f; echo $?
f() { return 5; echo no; }; f || echo "failed $?"
