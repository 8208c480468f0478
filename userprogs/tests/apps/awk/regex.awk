# Regular expressions.
BEGIN {
  print "abc" ~ /b/, "abc" ~ "^b", "a.c" ~ /a\.c/, "abc" ~ /a\.c/, "a/b" ~ /a\/b/, "a\tb" ~ /\t/, "ab" ~ /^(a|b)+$/
  print "aaa" ~ /^a+$/, "x1" ~ /[[:alpha:]][[:digit:]]/, "]" ~ /[]]/, "-" ~ /[a-]/, "/" ~ /[/]/, "\\" ~ /\\/
  pattern = "^[0-9]+$"; print "123" ~ pattern, "12a" ~ pattern, "a+b" ~ /a\+b/, "a+b" ~ "a\\+b", "$" ~ /\$/
  print match("foo123bar", /[0-9]+/), RSTART, RLENGTH, substr("foo123bar", RSTART, RLENGTH)
  s = "2024-02-29"; gsub(/-/, "/", s); print s; print "ab\ncd" ~ /b.c/, "" ~ /^$/
}
/fox.*dog|dog.*fox/ { print NR }
$2 ~ "^" { n++ }
END { print n }
