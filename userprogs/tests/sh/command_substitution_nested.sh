echo $(echo $(echo $(echo deep)))
echo `echo \`echo old\``
echo "`echo "a  b"`" `echo \$HOME | wc -c`
