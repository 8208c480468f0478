command -v echo; command -v cd; command -v nonexistent_cmd; echo $?
f() { :; }; command -v f
command -v if
command true && echo ok
