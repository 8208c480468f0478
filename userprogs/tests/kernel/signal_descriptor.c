// signalfd: blocked signals are read as records; poll sees them; a child's end is one of them.
#include "show.h"

#include <poll.h>
#include <sys/signalfd.h>

int main(void) {
  struct signalfd_siginfo info[4];
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1), sigaddset(&set, SIGCHLD), sigaddset(&set, SIGRTMIN + 2);
  sigprocmask(SIG_BLOCK, &set, 0);
  int signals = signalfd(-1, &set, SFD_NONBLOCK);
  struct pollfd descriptor = {signals, POLLIN, 0};
  SHOW(read(signals, info, sizeof info));
  SHOW(poll(&descriptor, 1, 0));
  raise(SIGUSR1);
  for (int i = 0; i < 2; i++) sigqueue(getpid(), SIGRTMIN + 2, (union sigval){.sival_int = 40 + i});
  SHOW(poll(&descriptor, 1, 0));
  SHOW(read(signals, info, sizeof info) / (long)sizeof info[0]);
  printf("%s, from us: %d\n", signal_name(info[0].ssi_signo), (pid_t)info[0].ssi_pid == getpid());
  for (int i = 1; i < 3; i++)
    printf("SIGRTMIN+%d with %d, SI_QUEUE: %d\n", (int)info[i].ssi_signo - SIGRTMIN, info[i].ssi_int,
           info[i].ssi_code == SI_QUEUE);
  SHOW(read(signals, info, sizeof info));
  SHOW(read(signals, info, 100));
  pid_t child = start();
  if (child == 0) _exit(23);
  SHOW(poll(&descriptor, 1, 10000));
  SHOW(read(signals, info, sizeof info) / (long)sizeof info[0]);
  printf("%s of the child: %d, status %d\n", signal_name(info[0].ssi_signo), (pid_t)info[0].ssi_pid == child,
         info[0].ssi_status);
  finish(child);
  sigdelset(&set, SIGUSR1);
  SHOW(signalfd(signals, &set, 0) == signals);
  raise(SIGUSR1);
  SHOW(read(signals, info, sizeof info));
  sigpending(&set);
  printf("SIGUSR1 is pending: %d\n", sigismember(&set, SIGUSR1));
  SHOW(signalfd(-1, &set, 0x100));
  SHOW(signalfd(1000, &set, 0));
  SHOW(signalfd(0, &set, 0) == -1);
}
