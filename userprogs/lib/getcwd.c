// getcwd: the path of the working folder.

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

ssize_t __getcwd(char *path, size_t size);

// With a null for `path`, the result is in malloc's memory, as large as it needs to be or `size`.
char *getcwd(char *path, size_t size) {
  if (path != 0) {
    if (size == 0) return errno = EINVAL, (char *)0;
    return __getcwd(path, size) < 0 ? 0 : path;
  }
  char buffer[PATH_MAX];
  ssize_t length = __getcwd(buffer, size == 0 ? sizeof buffer : size);
  if (length < 0) return 0;
  char *result = malloc(size == 0 ? (size_t)length : size);
  return result == 0 ? 0 : memcpy(result, buffer, (size_t)length);
}
