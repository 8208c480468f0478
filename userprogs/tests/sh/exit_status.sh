sh -c 'exit 3'; echo $?
sh -c 'exit 256'; echo $?
sh -c 'false'; echo $?
sh -c 'nonexistent-command' 2>/dev/null; echo $?
: > notexec; ./notexec 2>/dev/null; echo $?
/ 2>/dev/null; echo $?
