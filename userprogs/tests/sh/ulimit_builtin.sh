ulimit -n 64; ulimit -n
ulimit -c 0; ulimit -c
(ulimit -n 32; ulimit -n); ulimit -n
