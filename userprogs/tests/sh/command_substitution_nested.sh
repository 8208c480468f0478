echo $(echo $(echo $(echo deep)))
HOME=/me
echo `echo \`echo old\``
echo "`echo "a  b"`" `echo \$HOME | wc -c`
