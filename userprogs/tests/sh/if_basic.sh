if true; then echo 1; fi
if false; then echo 2; else echo 3; fi
if false; then echo 4; elif true; then echo 5; else echo 6; fi
if false; then echo 7; elif false; then echo 8; fi; echo $?
