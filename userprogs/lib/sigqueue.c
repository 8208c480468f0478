// Signals with a value, and to groups.

#include <errno.h>
#include <signal.h>
#include <unistd.h>

int __rt_sigqueueinfo(pid_t process, int signal, const siginfo_t *info);

int sigqueue(pid_t process, int signal, union sigval value) {
  siginfo_t info = {.si_signo = signal, .si_code = SI_QUEUE, .si_value = value};
  info.si_pid = getpid();
  info.si_uid = getuid();
  return __rt_sigqueueinfo(process, signal, &info);
}

int killpg(pid_t group, int signal) {
  if (group >= 0) return kill(-group, signal);
  errno = EINVAL;
  return -1;
}
