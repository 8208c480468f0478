unset a b; c=deep
echo ${a:-${b:-${c}}} "${a:-"${b:-$c x}"}"
x=a.b.c; y=${x%.${x##*.}}; echo $y
