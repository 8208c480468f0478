# Associative arrays.
{ for (i = 1; i <= NF; i++) { word = tolower($i); gsub(/[^a-z]/, "", word); if (word != "") count[word]++ } }
END {
  for (word in count) if (count[word] > 1) list = list sprintf("%d %s\n", count[word], word)
  printf "%s", list | "sort -k1,1nr -k2"
  close("sort -k1,1nr -k2")
  print ("fox" in count), ("cat" in count), length(count)
  delete count["fox"]
  print ("fox" in count), length(count)
  grid[1, 2] = "x"; grid[3, 4] = "y"
  if ((1, 2) in grid && !((2, 1) in grid)) print "grid"
  for (key in grid) { split(key, part, SUBSEP); sum += part[1] * part[2] }
  print sum
  delete count
  print length(count)
  n = split("c b a", letters); sort_array(letters, n); print letters[1] letters[2] letters[3]
  make(fresh); print fresh["made"], length(fresh)
  print split("", none), length(none), split("a:b:c", p, ":"), p[3], split("a1b22c", p, /[0-9]+/), p[2] p[3]
  print split(" x  y ", p), p[1] p[2], split("abc", p, ""), p[1], p[3]
  a["x"] = 1; a["y"]; print length(a), a["y"] == 0, a["y"] == ""
}
function sort_array(list, n,    i, j, kept) {
  for (i = 2; i <= n; i++) { kept = list[i]; for (j = i - 1; j > 0 && list[j] > kept; j--) list[j + 1] = list[j]; list[j + 1] = kept }
}
function make(array) { array["made"] = "by a function" }
