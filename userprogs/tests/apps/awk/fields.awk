# Fields, the record, and NF.
{ print NR ": " NF, $1, $NF, $(NF - 1 > 0 ? NF - 1 : 1) }
NR == 1 { $2 = "slow"; print; print NF; $12 = "end"; print; print NF }
NR == 2 { NF = 3; print; $0 = "a new record"; print $2, NF; $5 = ""; print }
NR == 3 { $1 = $1; print "[" $0 "]" }
NR == 4 { print $1 + $2, $1 $2, $1 < $2, $1 "" > $2 ""; OFS = "-"; $3 = $3; print; print $1, $2 }
NR == 5 { OFS = " "; print $1 < "9", $1 < 9, $1 == 10, $1 == "10"; $1++; $2 += 5; $3 = $1 * $2; print }
NR == 6 { print $1 + 0, $2 + 0, $3 + 0, $3 == 7, $3, -$1 }
