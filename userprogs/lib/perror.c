// perror: says on standard error what errno means.

#include <errno.h>
#include <stdio.h>
#include <string.h>

void perror(const char *message) {
  const char *reason = strerror(errno);
  if (message != 0 && *message != 0) fprintf(stderr, "%s: %s\n", message, reason);
  else fprintf(stderr, "%s\n", reason);
}
