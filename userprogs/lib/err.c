// Messages on standard error with the program's name in front and errno's meaning behind.

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "internal.h"

// Writes "program: message" and, if `number` is an error, ": meaning".
static void tell(int number, const char *format, va_list arguments) {
  fprintf(stderr, "%s: ", program_invocation_short_name);
  if (format != 0) vfprintf(stderr, format, arguments);
  if (number >= 0) fprintf(stderr, "%s%s", format != 0 ? ": " : "", strerror(number));
  fputc('\n', stderr);
}

void vwarn(const char *format, va_list arguments) { tell(errno, format, arguments); }
void vwarnx(const char *format, va_list arguments) { tell(-1, format, arguments); }

_Noreturn void verr(int status, const char *format, va_list arguments) {
  vwarn(format, arguments);
  exit(status);
}

_Noreturn void verrx(int status, const char *format, va_list arguments) {
  vwarnx(format, arguments);
  exit(status);
}

void warn(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vwarn(format, arguments);
  va_end(arguments);
}

void warnx(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vwarnx(format, arguments);
  va_end(arguments);
}

_Noreturn void err(int status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  verr(status, format, arguments);
}

_Noreturn void errx(int status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  verrx(status, format, arguments);
}
