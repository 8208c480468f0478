// Small calls about processes.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include "internal.h"

int __getpriority(int which, id_t who);

// So that no answer is negative, the kernel tells 20 minus the nice value.
WEAK int getpriority(int which, id_t who) {
  int result = __getpriority(which, who);
  return result < 0 ? result : 20 - result;
}

WEAK int nice(int increment) {
  int saved = errno;
  errno = 0;
  int old = getpriority(PRIO_PROCESS, 0);
  if (old == -1 && errno != 0) return -1;
  errno = saved;
  int wanted = old + increment < -20 ? -20 : old + increment > 19 ? 19 : old + increment;
  if (setpriority(PRIO_PROCESS, 0, wanted) == 0) return wanted;
  if (errno == EACCES) errno = EPERM;
  return -1;
}

WEAK int getrlimit(int resource, struct rlimit *limit) { return prlimit(0, resource, 0, limit); }
WEAK int setrlimit(int resource, const struct rlimit *limit) { return prlimit(0, resource, limit, 0); }

WEAK pid_t getpgrp(void) { return getpgid(0); }
WEAK int setpgrp(void) { return setpgid(0, 0); }
WEAK int seteuid(uid_t user) { return setresuid((uid_t)-1, user, (uid_t)-1); }
WEAK int setegid(gid_t group) { return setresgid((gid_t)-1, group, (gid_t)-1); }

WEAK pid_t tcgetpgrp(int descriptor) {
  pid_t group;
  return ioctl(descriptor, TIOCGPGRP, &group) < 0 ? -1 : group;
}

WEAK int tcsetpgrp(int descriptor, pid_t group) { return ioctl(descriptor, TIOCSPGRP, &group); }

WEAK int fexecve(int descriptor, char *const *arguments, char *const *environment) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  return execve(path, arguments, environment);
}
