// The ways out of a program.

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "internal.h"

#define MOST_FUNCTIONS 32

static void (*functions[MOST_FUNCTIONS])(void);
static int function_count;

// Functions with __attribute__((destructor)); the linker collects their addresses between these two symbols.
extern void (*__fini_array_start[])(void) __attribute__((weak));
extern void (*__fini_array_end[])(void) __attribute__((weak));

// Remembers a function for exit to call; not 0 if there are too many.
int atexit(void (*function)(void)) {
  if (function_count == MOST_FUNCTIONS) return -1;
  functions[function_count++] = function;
  return 0;
}

// Calls what was registered, the last first, then the destructors; writes out the streams; ends.
_Noreturn void exit(int status) {
  while (function_count > 0) functions[--function_count]();
  for (size_t i = (size_t)(__fini_array_end - __fini_array_start); i > 0;) __fini_array_start[--i]();
  if (__flush_all != 0) __flush_all();
  _exit(status);
}

_Noreturn void _Exit(int status) { _exit(status); }
