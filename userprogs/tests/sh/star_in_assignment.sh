x=*; echo "$x"; y="a b"; z=$y$y; echo "$z"
