echo hello | cat | tr l L
printf 'b\na\nc\n' | sort | head -n 1
false | true; echo $?
true | false; echo $?
