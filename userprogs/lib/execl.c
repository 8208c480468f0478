// execl and its kin: the arguments one by one.

#include <stdarg.h>
#include <unistd.h>

static size_t count_of(va_list arguments) {
  va_list copy;
  va_copy(copy, arguments);
  size_t count = 1;
  while (va_arg(copy, char *) != 0) count++;
  va_end(copy);
  return count;
}

// Makes an array of the arguments up to the null that ends them.
#define COLLECT(list, first, last) \
  va_list arguments; \
  va_start(arguments, last); \
  char *list[count_of(arguments) + 1]; \
  list[0] = (char *)first; \
  for (size_t i = 1; (list[i] = va_arg(arguments, char *)) != 0; i++) {}

int execl(const char *path, const char *argument, ...) {
  COLLECT(list, argument, argument)
  va_end(arguments);
  return execv(path, list);
}

int execlp(const char *file, const char *argument, ...) {
  COLLECT(list, argument, argument)
  va_end(arguments);
  return execvp(file, list);
}

// After the null comes the environment.
int execle(const char *path, const char *argument, ...) {
  COLLECT(list, argument, argument)
  char *const *environment = va_arg(arguments, char *const *);
  va_end(arguments);
  return execve(path, list, environment);
}
