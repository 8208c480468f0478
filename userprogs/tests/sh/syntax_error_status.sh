sh -c 'if true; then' 2>/dev/null; echo $?
sh -c 'echo )' 2>/dev/null; echo $?
sh -c 'for' 2>/dev/null; echo $?
sh -c "echo 'unclosed" 2>/dev/null; echo $?
sh -c 'case x in' 2>/dev/null; echo $?
