#pragma once

// libseccomp and the calls beside it that Swift cannot make by itself: variadic functions are not imported.

#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Gives up, for good, every way to gain privileges by executing a file. Returns 0, or -1 with errno.
static inline int ring3_set_no_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// Keeps glibc to one heap: a second one would ask /proc or /sys for the number of cores.
static inline int ring3_use_one_malloc_arena(void) {
  return mallopt(M_ARENA_MAX, 1);
}

/// Opens a path below a directory, over no link. Returns a descriptor, or -1 with errno.
static inline int ring3_open_beneath(int folder, const char *path, unsigned long long flags) {
  struct open_how how = {
    .flags = flags,
    .mode = flags & O_CREAT ? 0600 : 0,
    .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
  };
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

/// Lets this process reach no file but those in the folders, as far as the system has Landlock. Returns 0, or -1 with
/// errno.
static inline int ring3_restrict_to_folders(const int *folders, int count) {
  long version = syscall(SYS_landlock_create_ruleset, (void *)0, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return -1;
  // The rights of the first version, and from the second on that to move files between folders.
  struct landlock_ruleset_attr attributes = {.handled_access_fs = version < 2 ? 0x1fff : 0x3fff};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (rules < 0) return -1;
  int result = 0;
  for (int i = 0; i < count && result == 0; i++) {
    struct landlock_path_beneath_attr rule = {
      .allowed_access = attributes.handled_access_fs & ~LANDLOCK_ACCESS_FS_EXECUTE, .parent_fd = folders[i]};
    result = (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }
  if (result == 0) result = (int)syscall(SYS_landlock_restrict_self, rules, 0);
  close(rules);
  return result;
}
