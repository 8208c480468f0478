#pragma once

// libseccomp and the two calls beside it that Swift cannot make by itself: variadic functions are not imported.

#include <malloc.h>
#include <seccomp.h>
#include <sys/prctl.h>

/// Gives up, for good, every way to gain privileges by executing a file. Returns 0, or -1 with errno.
static inline int ring3_set_no_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// Keeps glibc to one heap: a second one would ask /proc or /sys for the number of cores.
static inline int ring3_use_one_malloc_arena(void) {
  return mallopt(M_ARENA_MAX, 1);
}
