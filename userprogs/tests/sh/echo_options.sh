echo -n no newline; echo
echo a 'b  c' d
echo 'tab\tx' 'nl\ny' 'stop\cx' z
echo
echo -e x
echo - --
