# Rules: patterns, ranges, next, exit.
BEGIN { FS = "\t"; print "start" }
/^A/
$3 > 80 { print $1, "is old" }
$4 ~ /on$/ { n++ }
$4 !~ /o/ && NF { print $1, "no o" }
/Alan/, /Grace/ { print "range", $1 }
NR == 4, 0 { print "to the end", NR }
NF == 0 { print "empty line", NR; next }
{ last = $2 }
!seen[$3]++ { ages = ages $3 " " }
$1 == "Edsger" { exit 3 }
END { print n, last, ages, NR; print "end" }
END { exit }
