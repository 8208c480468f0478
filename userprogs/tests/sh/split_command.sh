for i in $(echo 'a b'; echo c); do echo "<$i>"; done
set -- $(echo); echo $#
