type echo; type export; type if
f() { :; }; type f
type nonexistent_cmd; echo $?
alias zz='echo q'
type zz
