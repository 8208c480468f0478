// What main gets, for programs whose main gets nothing.
#include <arguments.h>
#include <stddef.h>
#include "internal.h"

int argument_count(void) {
  int count = 0;
  while (__arguments[count] != 0) count++;
  return count;
}

char *argument_value(int index) { return index < 0 || index >= argument_count() ? NULL : __arguments[index]; }
