// error: GNU's form of err and warn.

#include <errno.h>
#include <error.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "internal.h"

void error(int status, int number, const char *format, ...) {
  va_list arguments;
  fflush(stdout);
  fprintf(stderr, "%s: ", program_invocation_name);
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  if (number != 0) fprintf(stderr, ": %s", strerror(number));
  fputc('\n', stderr);
  if (status != 0) exit(status);
}
