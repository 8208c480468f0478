# Whole numbers, and printf.
BEGIN {
  print 1 + 2 * 3 ^ 2, (1 + 2) * 3, 2 ^ 3 ^ 2, -2 ^ 2, 7 % 3, -7 % 3, 10 - 2 - 3, 100 / 10 / 5
  x = 5; print x++, x, ++x, x--, x, --x, -x, +x, !x
  x += 10; x -= 3; x *= 2; x /= 4; x %= 4; x ^= 3; print x
  print 1 == 1.0, "a" + 1, "3x" + 4, "" + 0, "  12  " + 1, "+5" + 0, "-5" - 0
  print (1 > 2 ? "yes" : "no"), (1 > 2), (3 >= 3), 1 != 1, 1 < 2 && 2 < 3, 5 < 3 || 0
  y = z = 4; print y, z, y == z, (a = 3) + a; print int("42abc"), int(-3), length(x)
  printf "%d %5d|%-5d|%05d|%+d|%x|%X|%o|%c|%c|%s|%10s|%-10s|%.2s|%%\n", 42, 42, 42, 42, 42, 255, 255, 8, 65, "hello", "str", "right", "left", "cut"
  printf "%*d|%-*d|%.*s\n", 6, 42, 6, 42, 2, "abcdef"
  printf("%s %s\n", "in", "parentheses"); printf "%i %5.3d\n", 7, 7; printf "no newline"; printf "\n"
  print sprintf("%03d", 7) sprintf("%s", 12) sprintf("%c", "xyz"), sprintf("%5s|%-5s|", "ab", "ab")
  print 46340 * 46340, 2 ^ 30, 1000000000 + 1147483647
  for (i = 0; i < 3; i++) for (j = 0; j < 3; j++) { if (j == 1) continue; if (i == 2) break; printf "%d%d ", i, j }
  print ""; while (k < 3) k++; do k--; while (k > 0); print k; for (;;) if (++k > 4) break; print k
  print 1,
    2,
    3; if (1) print "one"; else print "other"
  if (0)
    print "no"
  else if (x)
    print "else if"
  else
    print "else"
  { print "block"; ; print "again" }
}
