# A report, as people write them.
BEGIN { FS = "\t"; format = "%-10s %-10s %3s  %s\n"; printf format, "first", "last", "age", "place"; line = sprintf("%40s", ""); gsub(/ /, "-", line); print line }
NF == 4 {
  printf format, $1, $2, $3, $4
  sum += $3; count++
  if ($3 > most || !most) { most = $3; oldest = $1 }
  else if ($3 == most) oldest = oldest " and " $1
  place[substr($4, 1, 1)] = place[substr($4, 1, 1)] " " $1
}
END {
  print line
  printf "%d people, %d years, %s the oldest\n", count, sum, oldest
  for (i = 65; i <= 90; i++) { letter = sprintf("%c", i); if (letter in place) print letter ":" place[letter] }
}
