// errno: the number of the last error, one for each thread.

#include <errno.h>

static _Thread_local int number;

// Where errno lives; the macro errno reads and writes through this.
int *__errno_location(void) { return &number; }

// Where the stubs in syscalls.s go with an answer below zero: makes it errno, and -1 for the caller.
long __syscall_error(long result) {
  number = (int)-result;
  return -1;
}
