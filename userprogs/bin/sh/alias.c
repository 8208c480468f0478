// Aliases: words that stand for other words at the beginning of a command.
#include "sh.h"

#include <stdlib.h>
#include <string.h>

static struct alias *aliases;

struct alias *find_alias(const char *name) {
  struct alias *alias = aliases;
  while (alias != 0 && strcmp(alias->name, name) != 0) alias = alias->next;
  return alias;
}

void each_alias(void (*tell)(const char *name)) {
  for (struct alias *alias = aliases; alias != 0; alias = alias->next) tell(alias->name);
}

static void print(const struct alias *alias) {
  printf("%s=", alias->name);
  print_quoted(stdout, alias->value);
  putchar('\n');
}

static void define(const char *name, size_t length, const char *value) {
  char *copy = copy_string(name);
  copy[length] = 0;
  struct alias *alias = find_alias(copy);
  if (alias == 0) {
    struct alias **place = &aliases;
    while (*place != 0 && strcmp((*place)->name, copy) < 0) place = &(*place)->next;
    alias = take_memory(sizeof *alias);
    *alias = (struct alias){*place, copy, 0, false};
    *place = alias;
  } else {
    free(copy);
    free(alias->value);
  }
  alias->value = copy_string(value);
}

int alias_command(int argc, char **argv) {
  int status = 0;
  if (argc == 1)
    for (struct alias *alias = aliases; alias != 0; alias = alias->next) print(alias);
  for (int i = 1; i < argc; i++) {
    char *equals = strchr(argv[i] + (argv[i][0] != 0), '=');
    struct alias *alias = equals == 0 ? find_alias(argv[i]) : 0;
    if (equals != 0) define(argv[i], (size_t)(equals - argv[i]), equals + 1);
    else if (alias != 0) print(alias);
    else {
      complain("alias: %s not found", argv[i]);
      status = 1;
    }
  }
  return status;
}

// Returns whether there was one.
static bool remove_alias(const char *name) {
  for (struct alias **place = &aliases; *place != 0; place = &(*place)->next) {
    struct alias *alias = *place;
    if (strcmp(alias->name, name) != 0) continue;
    *place = alias->next;
    free(alias->name);
    free(alias->value);
    free(alias);
    return true;
  }
  return false;
}

int unalias_command(int argc, char **argv) {
  int status = 0;
  if (argc > 1 && strcmp(argv[1], "-a") == 0)
    while (aliases != 0) remove_alias(aliases->name);
  else
    for (int i = 1; i < argc; i++)
      if (!remove_alias(argv[i])) {
        complain("unalias: %s not found", argv[i]);
        status = 1;
      }
  return status;
}
