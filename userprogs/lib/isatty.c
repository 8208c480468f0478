// isatty: whether output goes to a person.

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

int isatty(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) < 0) return 0;
  if (S_ISCHR(status.st_mode)) return 1;
  errno = ENOTTY;
  return 0;
}
