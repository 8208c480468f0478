printf 'a\tb\\n\n\101\n'
printf '%b\n' 'x\ty' 'stop\chere'; echo
printf '%.2s|%5s|%-5s|\n' abcdef ab ab
printf '%d %d %d\n' 0x10 010 "'A"
printf '%*d|%-*d|\n' 5 1 5 2
