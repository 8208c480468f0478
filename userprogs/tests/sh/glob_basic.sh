mkdir d; cd d; : > b.c; : > a.c; : > x.h; : > .hidden
echo *.c; echo *; echo .h*; echo *.none; echo "*.c"; echo \*.c; echo [ab].c; echo [!a].c; echo ?.h
