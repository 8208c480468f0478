// What posix_spawn's child does to its descriptors before it becomes the program.
#ifndef SPAWN_ACTIONS_H
#define SPAWN_ACTIONS_H

#include <spawn.h>
#include <stdbool.h>

struct __spawn_action {
  enum { SPAWN_OPEN, SPAWN_CLOSE, SPAWN_DUP, SPAWN_CHDIR } kind;
  int descriptor, wanted, flags;
  mode_t mode;
  char *path;
};

#endif
