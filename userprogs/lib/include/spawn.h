// Starting programs without fork's copy of the memory.
#ifndef _SPAWN_H
#define _SPAWN_H

#include <sched.h>
#include <signal.h>
#include <sys/types.h>

#define POSIX_SPAWN_RESETIDS 1
#define POSIX_SPAWN_SETPGROUP 2
#define POSIX_SPAWN_SETSIGDEF 4
#define POSIX_SPAWN_SETSIGMASK 8
#define POSIX_SPAWN_SETSCHEDPARAM 16
#define POSIX_SPAWN_SETSCHEDULER 32
#define POSIX_SPAWN_SETSID 128

typedef struct {
  short flags;
  pid_t group;
  sigset_t defaults, mask;
  struct sched_param parameters;
  int policy;
} posix_spawnattr_t;

struct __spawn_action;
typedef struct {
  int count;
  struct __spawn_action *actions;
} posix_spawn_file_actions_t;

// All return an error number.
int posix_spawn(
  pid_t *restrict child, const char *restrict path, const posix_spawn_file_actions_t *actions,
  const posix_spawnattr_t *restrict attributes, char *const *restrict arguments,
  char *const *restrict environment);
int posix_spawnp(
  pid_t *restrict child, const char *restrict file, const posix_spawn_file_actions_t *actions,
  const posix_spawnattr_t *restrict attributes, char *const *restrict arguments,
  char *const *restrict environment);

int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions);
int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions);
int posix_spawn_file_actions_addopen(
  posix_spawn_file_actions_t *restrict actions, int descriptor, const char *restrict path, int flags,
  mode_t mode);
int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int descriptor);
int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int descriptor, int wanted);
int posix_spawn_file_actions_addchdir_np(
  posix_spawn_file_actions_t *restrict actions, const char *restrict path);

int posix_spawnattr_init(posix_spawnattr_t *attributes);
int posix_spawnattr_destroy(posix_spawnattr_t *attributes);
int posix_spawnattr_setflags(posix_spawnattr_t *attributes, short flags);
int posix_spawnattr_getflags(const posix_spawnattr_t *restrict attributes, short *restrict flags);
int posix_spawnattr_setpgroup(posix_spawnattr_t *attributes, pid_t group);
int posix_spawnattr_getpgroup(const posix_spawnattr_t *restrict attributes, pid_t *restrict group);
int posix_spawnattr_setsigdefault(posix_spawnattr_t *restrict attributes, const sigset_t *restrict set);
int posix_spawnattr_getsigdefault(const posix_spawnattr_t *restrict attributes, sigset_t *restrict set);
int posix_spawnattr_setsigmask(posix_spawnattr_t *restrict attributes, const sigset_t *restrict set);
int posix_spawnattr_getsigmask(const posix_spawnattr_t *restrict attributes, sigset_t *restrict set);

#endif
