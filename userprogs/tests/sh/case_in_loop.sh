for f in a.c b.h Makefile; do case $f in *.c) echo "compile $f";; *.h) continue;; [A-Z]*) echo "make $f"; break;; esac; echo "done $f"; done
