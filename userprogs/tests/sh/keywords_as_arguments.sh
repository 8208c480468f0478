echo if then else fi for while do done case esac { } !
for if in 1; do echo $if; done 2>/dev/null
x=if; echo $x
