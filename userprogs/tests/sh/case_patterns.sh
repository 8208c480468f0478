t() { case $1 in [0-9]) echo digit;; [a-z]*) echo lower;; ?) echo one;; *.c) echo c;; \*) echo star;; "a b") echo ab;; *) echo no;; esac; }
t 5; t hello; t X; t X.c; t '*'; t 'A B'; t ''
