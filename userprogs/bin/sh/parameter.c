// The positional parameters, $1 and so on.
#include "sh.h"

#include <stdlib.h>

struct positional positional;
char *shell_name;

char **copy_list(char **values, int count) {
  char **copies = take_memory(((size_t)count + 1) * sizeof *copies);
  for (int i = 0; i < count; i++) copies[i] = copy_string(values[i]);
  copies[count] = 0;
  return copies;
}

void free_list(char **values, int count) {
  for (int i = 0; i < count; i++) free(values[i]);
  free(values);
}

void set_positional(int count, char **values) {
  struct positional old = positional;
  positional = (struct positional){count, copy_list(values, count)};
  free_list(old.values, old.count);
  getopts_command(0, 0);  // begins anew
}
