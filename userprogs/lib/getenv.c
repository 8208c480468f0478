// getenv: a variable of the environment.

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *getenv(const char *name) {
  size_t length = strlen(name);
  for (char **entry = environ; entry != 0 && *entry != 0; entry++)
    if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') return *entry + length + 1;
  return 0;
}

char *secure_getenv(const char *name) { return getenv(name); }
