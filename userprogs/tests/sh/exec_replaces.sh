(exec echo replaced; echo no)
(exec nonexistent_cmd 2>/dev/null; echo no); echo $?
exec 2>/dev/null; echo still
