echo 'a  b' 'c"d' '$x' '\n' 'it'\''s'
echo 'two
lines'
