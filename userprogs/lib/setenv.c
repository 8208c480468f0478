// Changing the environment.
//
// The first environment lies on the stack, where nothing can be added; so the first change copies the array.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char **owned;  // the array that was made here, as long as `environ` is that

static char **find(const char *name, size_t length) {
  for (char **entry = environ; entry != 0 && *entry != 0; entry++)
    if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') return entry;
  return 0;
}

static int add(char *text) {
  size_t count = 0;
  while (environ != 0 && environ[count] != 0) count++;
  char **larger = realloc(environ == owned ? owned : 0, (count + 2) * sizeof *larger);
  if (larger == 0) return -1;
  if (environ != owned) {
    if (count > 0) memcpy(larger, environ, count * sizeof *larger);
    free(owned);
  }
  larger[count] = text;
  larger[count + 1] = 0;
  environ = owned = larger;
  return 0;
}

int putenv(char *text) {
  const char *sign = strchr(text, '=');
  if (sign == 0) return unsetenv(text);
  char **entry = find(text, (size_t)(sign - text));
  if (entry == 0) return add(text);
  *entry = text;
  return 0;
}

static int is_name(const char *name) {
  if (name != 0 && *name != 0 && strchr(name, '=') == 0) return 1;
  errno = EINVAL;
  return 0;
}

// What an entry held before is not freed: the program may still hold a pointer to it.
int setenv(const char *name, const char *value, int replaces) {
  if (!is_name(name)) return -1;
  size_t length = strlen(name);
  if (!replaces && find(name, length) != 0) return 0;
  char *text = malloc(length + strlen(value) + 2);
  if (text == 0) return -1;
  stpcpy(stpcpy(stpcpy(text, name), "="), value);
  return putenv(text);
}

int unsetenv(const char *name) {
  if (!is_name(name)) return -1;
  char **entry;
  while ((entry = find(name, strlen(name))) != 0)
    for (; *entry != 0; entry++) entry[0] = entry[1];
  return 0;
}

int clearenv(void) {
  environ = 0;
  return 0;
}
