# What was never assigned; numbers that come as text; comparing.
BEGIN { print x + 0, "[" x "]", length(x), x == 0, x == "", !x; if (!(1 in a)) print "no element made"; if (a[1] == "") print "made", (1 in a) }
{ print ($1 == $1 + 0) ? "number" : "text", ($1 > 5), "x" $1 + 1 }
