// ttyname: the path of a terminal.

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

// Returns an error number.
int ttyname_r(int descriptor, char *name, size_t size) {
  if (!isatty(descriptor)) return errno == EBADF ? EBADF : ENOTTY;
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, name, size);
  if (length < 0) return errno;
  if ((size_t)length == size) return ERANGE;
  name[length] = 0;
  return 0;
}

char *ttyname(int descriptor) {
  static char name[32];
  int error = ttyname_r(descriptor, name, sizeof name);
  if (error == 0) return name;
  errno = error;
  return 0;
}
