echo a\ b \$x \"q\" \\ \'
echo one\
two
printf '%s\n' \#not-a-comment
