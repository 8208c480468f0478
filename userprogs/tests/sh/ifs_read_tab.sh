printf 'a b\tc\td e\n' | { IFS='	' read x y z; echo "$x|$y|$z"; }
