// open, openat, creat: Linux itself has only openat.

#include <fcntl.h>
#include <stdarg.h>
#include <sys/types.h>

int __openat(int directory, const char *path, int flags, mode_t mode);

// The mode is there only if a file may be created.
static mode_t optional_mode(int flags, va_list arguments) {
  int creates = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
  return creates ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = optional_mode(flags, arguments);
  va_end(arguments);
  return __openat(AT_FDCWD, path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = optional_mode(flags, arguments);
  va_end(arguments);
  return __openat(directory, path, flags, mode);
}

int creat(const char *path, mode_t mode) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
