: > 'a b'; : > 'c*d'
for f in *; do echo "<$f>"; done
echo c\**
echo 'a '*
