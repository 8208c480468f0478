mkdir d D; echo a > f1; echo b > f10; echo c > f2; : > 'a b'; : > "it's"; : > old~; : > .x; : > data.tar.gz; : > data.txt; ln -s d to_d; ln -s f1 to_f
touch -d '2001-02-03 04:05' * ; touch -h -d 2001-01-01 to_d to_f; printf %2000s x > f2; touch -d 2010-01-01 f2
ls -v; ls -m; ls -x; ls -m -w 30; ls -x -w 40; ls -C -w 40; ls -w 25 -C; ls -x -w 60 -F; ls -x -w 33
ls --group-directories-first; ls --sort=size; ls --sort=time; ls --sort=extension; ls --sort=version; ls --sort=none d; ls -f d | sort
ls -B; ls -I 'f*'; ls -a -I 'f*'; ls --ignore='d*'; ls --file-type; ls --indicator-style=slash; ls -lG f1; ls -lg f1 f2
ls -l --time-style=long-iso f1; ls -l --time-style=full-iso f1; ls -l --time-style=+%Y f1 f2; ls -l --time-style=iso f1
ls --si -l f2; ls -H to_d; ls -lH to_f; ls -l to_d; ls -d */; ls -dF *; ls -1 -C -w 60; ls -l1 f1; ls d f1 -l; ls -la --time-style=+x d | wc -l
ls --sort=foo; echo $?; ls -lh f2; ls -s f1 f2; ls --format=commas; ls --color=always -d d f1 to_d; ls -R --color=never; ls -- f1; ls -rt f1 f2; ls -lc --time-style=+ f1 | wc -w
ls --time=atime -t f1 f2; ls -S -r; ls -X -r; ls -vr; ls -A; ls -U d; ls -Ad .
: > "$(printf 'tab\tx')"; ls -Q; ls -b; ls -q; ls -N -1; ls --quoting-style=shell-escape; ls --quoting-style=c; ls -1 --quoting-style=escape
