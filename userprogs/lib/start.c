// From the first stack to main, and from main's return to exit.

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>
#include "internal.h"

char **environ;
char *program_invocation_name = "", *program_invocation_short_name = "";
char **__arguments;
const struct auxiliary *__auxiliary_vector;

// Functions with __attribute__((constructor)); the linker collects their addresses between these two symbols.
extern void (*__init_array_start[])(int, char **, char **) __attribute__((weak));
extern void (*__init_array_end[])(int, char **, char **) __attribute__((weak));

int main(int argc, char **argv, char **environment);

static char *last_component(char *path) {
  char *name = path;
  for (; *path != 0; path++)
    if (*path == '/') name = path + 1;
  return name;
}

// Called by _start with the stack as the kernel laid it; crt0.s draws it.
_Noreturn void __libc_start(uintptr_t *stack) {
  int argc = (int)stack[0];
  char **argv = (char **)&stack[1];
  environ = argv + argc + 1;
  char **end = environ;
  while (*end != 0) end++;
  __auxiliary_vector = (const struct auxiliary *)(end + 1);
  __arguments = argv;
  __start_threads();
  if (argc > 0) {
    program_invocation_name = argv[0];
    program_invocation_short_name = last_component(argv[0]);
  }

  size_t constructors = (size_t)(__init_array_end - __init_array_start);
  for (size_t i = 0; i < constructors; i++) __init_array_start[i](argc, argv, environ);
  exit(main(argc, argv, environ));
}

// The value for a key of the auxiliary vector, or 0.
unsigned long getauxval(unsigned long key) {
  for (const struct auxiliary *entry = __auxiliary_vector; entry->key != 0; entry++)
    if (entry->key == key) return entry->value;
  return 0;
}
