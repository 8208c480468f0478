// The lists of actions and attributes for posix_spawn.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "spawn_actions.h"

int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions) {
  *actions = (posix_spawn_file_actions_t){0, 0};
  return 0;
}

int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions) {
  for (int i = 0; i < actions->count; i++) free(actions->actions[i].path);
  free(actions->actions);
  return posix_spawn_file_actions_init(actions);
}

static int add(posix_spawn_file_actions_t *actions, struct __spawn_action action, const char *path) {
  if (action.descriptor < 0 || action.wanted < 0) return EBADF;
  if (path != 0 && (action.path = strdup(path)) == 0) return ENOMEM;
  struct __spawn_action *larger =
    reallocarray(actions->actions, (size_t)actions->count + 1, sizeof *actions->actions);
  if (larger == 0) return free(action.path), ENOMEM;
  actions->actions = larger;
  larger[actions->count++] = action;
  return 0;
}

int posix_spawn_file_actions_addopen(
  posix_spawn_file_actions_t *restrict actions, int descriptor, const char *restrict path, int flags,
  mode_t mode) {
  struct __spawn_action action = {.kind = SPAWN_OPEN, .descriptor = descriptor, .flags = flags, .mode = mode};
  return add(actions, action, path);
}

int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int descriptor) {
  return add(actions, (struct __spawn_action){.kind = SPAWN_CLOSE, .descriptor = descriptor}, 0);
}

int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int descriptor, int wanted) {
  return add(
    actions, (struct __spawn_action){.kind = SPAWN_DUP, .descriptor = descriptor, .wanted = wanted}, 0);
}

int posix_spawn_file_actions_addchdir_np(
  posix_spawn_file_actions_t *restrict actions, const char *restrict path) {
  return add(actions, (struct __spawn_action){.kind = SPAWN_CHDIR}, path);
}

int posix_spawnattr_init(posix_spawnattr_t *attributes) {
  memset(attributes, 0, sizeof *attributes);
  return 0;
}

int posix_spawnattr_destroy(posix_spawnattr_t *attributes) { return (void)attributes, 0; }

int posix_spawnattr_setflags(posix_spawnattr_t *attributes, short flags) {
  attributes->flags = flags;
  return 0;
}

int posix_spawnattr_getflags(const posix_spawnattr_t *restrict attributes, short *restrict flags) {
  *flags = attributes->flags;
  return 0;
}

int posix_spawnattr_setpgroup(posix_spawnattr_t *attributes, pid_t group) {
  attributes->group = group;
  return 0;
}

int posix_spawnattr_getpgroup(const posix_spawnattr_t *restrict attributes, pid_t *restrict group) {
  *group = attributes->group;
  return 0;
}

int posix_spawnattr_setsigdefault(posix_spawnattr_t *restrict attributes, const sigset_t *restrict set) {
  attributes->defaults = *set;
  return 0;
}

int posix_spawnattr_getsigdefault(const posix_spawnattr_t *restrict attributes, sigset_t *restrict set) {
  *set = attributes->defaults;
  return 0;
}

int posix_spawnattr_setsigmask(posix_spawnattr_t *restrict attributes, const sigset_t *restrict set) {
  attributes->mask = *set;
  return 0;
}

int posix_spawnattr_getsigmask(const posix_spawnattr_t *restrict attributes, sigset_t *restrict set) {
  *set = attributes->mask;
  return 0;
}
