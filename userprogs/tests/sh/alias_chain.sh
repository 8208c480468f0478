alias e='echo '
alias x='expanded'
e x
alias ls='echo ls'
ls y
alias a=b
alias b='echo end'
a
