hash; echo $?
hash nonexistent_cmd 2>/dev/null; echo $?
times > /dev/null; echo $?
