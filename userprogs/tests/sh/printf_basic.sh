printf '%s %d %c|%5d|%-5d|%05d\n' str 42 char 7 7 7
printf '%x %X %o %u\n' 255 255 8 9
printf 'no newline'; printf '\n'
printf '%s\n' a b c
printf '%s-%s\n' a b c
printf '%%\n'
