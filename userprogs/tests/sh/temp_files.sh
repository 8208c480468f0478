t=tmp.$$; echo data > $t; cat $t; rm $t; [ -e $t ] || echo removed
