// Bad calls about signals: numbers that are none, processes that are not there, what cannot be caught.
#include "show.h"

#include <sys/syscall.h>

static void nothing(int signal) { (void)signal; }

int main(void) {
  struct sigaction action = {.sa_handler = nothing}, old;
  int self = getpid(), no_one = 99999999;
  volatile int minus_one = -1;
  SHOW(kill(self, 0));
  SHOW(kill(self, 65));
  SHOW(kill(self, minus_one));
  SHOW(kill(no_one, 0));
  SHOW(kill(no_one, SIGTERM));
  SHOW(kill(no_one, 65));
  SHOW(kill(-no_one, SIGTERM));
  SHOW(syscall(SYS_tgkill, self, self, 0));
  SHOW(syscall(SYS_tgkill, self, no_one, 0));
  SHOW(syscall(SYS_tgkill, no_one, self, 0));
  SHOW(syscall(SYS_tgkill, self, 0, 0));
  SHOW(syscall(SYS_tgkill, -1, self, 0));
  SHOW(syscall(SYS_tgkill, self, self, 65));
  SHOW(syscall(SYS_tkill, self, 0));
  SHOW(syscall(SYS_tkill, no_one, 0));
  SHOW(syscall(SYS_tkill, 0, 0));
  SHOW(sigaction(SIGKILL, &action, 0));
  SHOW(sigaction(SIGSTOP, &action, 0));
  SHOW(sigaction(SIGKILL, 0, &old));
  SHOW(sigaction(0, &action, 0));
  SHOW(sigaction(65, &action, 0));
  SHOW(sigaction(minus_one, &action, 0));
  SHOW((long)signal(SIGKILL, SIG_IGN));
  SHOW(raise(65));
  SHOW(syscall(SYS_rt_sigaction, SIGUSR1, 0, 0, 4));
  SHOW(syscall(SYS_rt_sigaction, SIGUSR1, 16, 0, 8));
  SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, 16, 0, 8));
  SHOW(syscall(SYS_rt_sigprocmask, SIG_BLOCK, 0, 0, 16));
  SHOW(syscall(SYS_rt_sigpending, 16, 8));
  SHOW(syscall(SYS_rt_sigsuspend, 16, 8));
}
