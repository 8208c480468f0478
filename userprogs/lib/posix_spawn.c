// posix_spawn: vfork, the actions, execve. The child borrows our memory, so an error is simply there
// afterwards.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/wait.h>
#include "spawn_actions.h"
#include "thread.h"

struct start {
  const char *path;
  const posix_spawn_file_actions_t *actions;
  const posix_spawnattr_t *attributes;
  char *const *arguments, *const *environment;
  int (*execute)(const char *, char *const *, char *const *);
  volatile int error;
};

static int perform(const struct __spawn_action *action) {
  switch (action->kind) {
    case SPAWN_CLOSE: return close(action->descriptor), 0;
    case SPAWN_CHDIR: return chdir(action->path);
    case SPAWN_DUP:
      if (action->descriptor == action->wanted) return fcntl(action->wanted, F_SETFD, 0);
      return dup2(action->descriptor, action->wanted);
    default: {
      int opened = open(action->path, action->flags, action->mode);
      if (opened < 0 || opened == action->descriptor) return opened;
      int result = dup2(opened, action->descriptor);
      close(opened);
      return result;
    }
  }
}

static void reset_signals(const sigset_t *set) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int signal = 1; signal < 65; signal++)
    if (sigismember(set, signal) == 1) sigaction(signal, &standard, 0);
}

static int apply(const posix_spawnattr_t *attributes) {
  short flags = attributes->flags;
  if ((flags & POSIX_SPAWN_SETSID) != 0 && setsid() < 0) return -1;
  if ((flags & POSIX_SPAWN_SETPGROUP) != 0 && setpgid(0, attributes->group) < 0) return -1;
  if ((flags & POSIX_SPAWN_SETSCHEDULER) != 0 &&
      sched_setscheduler(0, attributes->policy, &attributes->parameters) < 0)
    return -1;
  if ((flags & POSIX_SPAWN_RESETIDS) != 0 && (setgid(getgid()) < 0 || setuid(getuid()) < 0)) return -1;
  if ((flags & POSIX_SPAWN_SETSIGDEF) != 0) reset_signals(&attributes->defaults);
  return 0;
}

// The child's way to its program; returns only if that fails.
static void run(struct start *start, const sigset_t *mask) {
  const posix_spawnattr_t *attributes = start->attributes;
  if (attributes != 0 && apply(attributes) < 0) return;
  for (int i = 0; start->actions != 0 && i < start->actions->count; i++)
    if (perform(&start->actions->actions[i]) < 0) return;
  bool has_mask = attributes != 0 && (attributes->flags & POSIX_SPAWN_SETSIGMASK) != 0;
  sigprocmask(SIG_SETMASK, has_mask ? &attributes->mask : mask, 0);
  start->execute(start->path, start->arguments, start->environment);
}

// No handler of ours may run in the child, which has our memory, and it must not be cancelled for us.
static int begin(struct start *start, pid_t *child) {
  sigset_t all, mask;
  int held = __hold_cancel();
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &mask);
  start->error = 0;
  pid_t process = vfork();
  if (process == 0) {
    errno = 0;
    run(start, &mask);
    start->error = errno;
    _exit(127);
  }
  int error = process < 0 ? errno : start->error;
  if (process > 0 && error != 0) waitpid(process, 0, 0);
  sigprocmask(SIG_SETMASK, &mask, 0);
  __release_cancel(held);
  if (error == 0 && child != 0) *child = process;
  return error;
}

int posix_spawn(
  pid_t *restrict child, const char *restrict path, const posix_spawn_file_actions_t *actions,
  const posix_spawnattr_t *restrict attributes, char *const *restrict arguments,
  char *const *restrict environment) {
  struct start start = {path, actions, attributes, arguments, environment, execve, 0};
  return begin(&start, child);
}

int posix_spawnp(
  pid_t *restrict child, const char *restrict file, const posix_spawn_file_actions_t *actions,
  const posix_spawnattr_t *restrict attributes, char *const *restrict arguments,
  char *const *restrict environment) {
  struct start start = {file, actions, attributes, arguments, environment, execvpe, 0};
  return begin(&start, child);
}
