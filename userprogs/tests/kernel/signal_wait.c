// sigwait, sigwaitinfo and sigtimedwait take pending signals without a handler; a time that is over gives EAGAIN.
#include "show.h"

#include <time.h>

int main(void) {
  sigset_t set, usr1;
  siginfo_t info;
  int signal;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1), sigaddset(&set, SIGUSR2), sigaddset(&set, SIGCHLD);
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, 0);
  struct timespec none = {0, 0}, short_time = {0, 20000000}, bad = {0, 1000000000};
  SHOW(sigtimedwait(&set, &info, &none));
  SHOW(sigtimedwait(&set, &info, &short_time));
  SHOW(sigtimedwait(&set, &info, &bad));
  raise(SIGUSR2);
  SHOW(sigtimedwait(&usr1, &info, &none));
  SHOW(sigwaitinfo(&set, &info) == SIGUSR2);
  raise(SIGUSR1);
  SHOW(sigwait(&set, &signal));
  puts(signal_name(signal));
  pid_t child = start();
  if (child == 0) _exit(6);
  SHOW(sigwaitinfo(&set, &info) == SIGCHLD);
  printf("of the child: %d, status %d\n", info.si_pid == child, info.si_status);
  finish(child);
  pid_t parent = getpid();
  child = start();
  if (child == 0) {
    for (int i = 0; i < 50; i++) {
      kill(parent, SIGUSR1);
      sigwait(&set, &signal);
    }
    _exit(signal == SIGUSR2);
  }
  for (int i = 0; i < 50; i++) {
    do REQUIRE(sigwait(&set, &signal) == 0);
    while (signal == SIGCHLD);
    kill(child, SIGUSR2);
  }
  show_status("child", finish(child));
  SHOW(sigtimedwait((sigset_t *)16, 0, &none));
}
