# Functions on texts.
BEGIN {
  s = "hello, world"
  print length(s), length(), length(12345), toupper(s), tolower("ABC"), index(s, "wor"), index(s, "x")
  print substr(s, 8), substr(s, 1, 5), "[" substr(s, 20) "]", substr(s, 5, 100), "[" substr(s, 3, 0) "]"
  print match(s, /o[,r]/), RSTART, RLENGTH; print match(s, "z+"), RSTART, RLENGTH
  t = s; print gsub(/o/, "0", t), t; t = s; print sub(/l+/, "<&>", t), t; t = s; gsub(/l/, "\\&", t); print t
  t = "aaa"; print gsub(/x*/, "-", t), t; t = "abc"; print gsub(//, ".", t), t; t = "banana"; print gsub(/ana/, "[&]", t), t
  t = "hello"; gsub(/$/, "!", t); print t; gsub(/^/, ">", t); print t; t = "a b  c"; gsub(/ +/, " ", t); print t
  t = "path/to/file"; gsub("/", "\\", t); print t; n = gsub(/[aeiou]/, "(&)", t); print n, t
  $0 = "x y z"; sub(/y/, "why"); print; print $2; gsub(/[xz]/, "_"); print NF, $0
  print "a" "b" 1 + 2 "c", 1 " " 2, -1 " " -1, 2 * 3 "x", "x" > "/dev/stdout"
  print "tab\there", "quote\"", "back\\slash", "oct\101"
  print "A" < "a", "abc" < "abd", 10 < 9, "10" < "9", "x" == "x", 2 < 10, "" < "a"
  print "concatenated" \
    " over lines"
  print length("") == 0 ? "empty" : "full", !"", !"a", !0, !1, !"0", 1 && "", 0 || "x"
  print substr("hello", 2, 3) substr("x", 1), index("foobar", "bar")
}
