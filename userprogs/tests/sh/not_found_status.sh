nonexistent_cmd 2>/dev/null; echo $?
if nonexistent_cmd 2>/dev/null; then echo yes; else echo no; fi
