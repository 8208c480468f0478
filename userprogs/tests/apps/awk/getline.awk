# getline in all its forms, pipes and files.
BEGIN {
  while ((getline line < "people.txt") > 0) n++
  print n, line; close("people.txt")
  getline < "people.txt"; print $1, NR
  print (getline x < "/no/such/file"), x
  "echo two; echo lines" | getline a; "echo two; echo lines" | getline b; print a, b
  while ("echo 1; echo 2; echo 3" | getline k > 0) total += k
  print total, close("echo two; echo lines"), close("never opened")
  print "b\na" | "sort"; close("sort")
  print "to cat" | "cat 1>&2 2>/dev/null"
  file = "/tmp/awk-getline-test"
  print "first" > file; print "second" > file; close(file); print "third" >> file; close(file)
  while ((getline line < file) > 0) print "read", line
  close(file); print system("exit 3"), system("test -f " file); system("rm " file); system("")
  print "standard" > "/dev/stdout"; fflush()
}
!records++ { getline; print "after getline:", $0; getline saved; print "saved:", saved, $0 }
/^1 2/ { while (getline > 0) last = $0; print "last:", last }
END { "echo from a command" | getline; print $3, NF }
