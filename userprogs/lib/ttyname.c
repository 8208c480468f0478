// ttyname, ctermid: the paths of terminals.

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define PSEUDO_TERMINALS 136

// Returns an error number.
int ttyname_r(int descriptor, char *name, size_t size) {
  struct stat status;
  if (!isatty(descriptor)) return errno == EBADF ? EBADF : ENOTTY;
  if (fstat(descriptor, &status) < 0) return errno;
  char path[32] = "/dev/console";
  if (major(status.st_rdev) == PSEUDO_TERMINALS) snprintf(path, sizeof path, "/dev/pts/%u", minor(status.st_rdev));
  else if (status.st_rdev != makedev(5, 1)) return ENODEV;
  if (strlen(path) >= size) return ERANGE;
  strcpy(name, path);
  return 0;
}

char *ttyname(int descriptor) {
  static char name[32];
  int error = ttyname_r(descriptor, name, sizeof name);
  if (error == 0) return name;
  errno = error;
  return 0;
}

char *ctermid(char *name) {
  static char own[16];
  return strcpy(name == 0 ? own : name, "/dev/tty");
}
