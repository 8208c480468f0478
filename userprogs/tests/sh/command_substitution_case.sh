x=$(case a in a) echo matched;; esac)
echo $x
x=$(echo ')' "(" # comment )
)
echo "$x"
