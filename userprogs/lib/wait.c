// Waiting for children: views of wait4 and waitid.

#include <sys/wait.h>

int __waitid(idtype_t type, id_t id, siginfo_t *info, int options, struct rusage *usage);

pid_t wait(int *status) { return wait4(-1, status, 0, 0); }
pid_t waitpid(pid_t process, int *status, int options) { return wait4(process, status, options, 0); }
pid_t wait3(int *status, int options, struct rusage *usage) { return wait4(-1, status, options, usage); }

int waitid(idtype_t type, id_t id, siginfo_t *info, int options) {
  return __waitid(type, id, info, options, 0);
}
