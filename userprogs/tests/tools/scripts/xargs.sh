printf '%s\n' "a b" "'c d'" 'e\ f' '"g h"' | xargs -n 1 echo
printf 'a\0b c\0' | xargs -0 -n 1 echo
seq 10 | xargs -n 4
seq 3 | xargs -I% echo %-%
seq 5 | xargs -P 2 -n 1 sh -c 'exit 0'; echo $?
printf 'a b\nc\n' | xargs -L 1 echo
printf '' | xargs -r echo; echo $?
seq 3 > f; xargs -a f echo
echo "unmatched ' quote" | xargs; echo $?
