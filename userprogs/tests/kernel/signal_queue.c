// Real-time signals queue: each comes, with its value, the lowest number first and in the order sent.
#include "show.h"

static volatile sig_atomic_t numbers[32], values[32], count;
static void note(int signal, siginfo_t *info, void *context) {
  (void)context;
  numbers[count] = signal, values[count++] = info->si_value.sival_int;
}

int main(void) {
  struct sigaction action = {.sa_sigaction = note, .sa_flags = SA_SIGINFO};
  sigset_t set;
  sigfillset(&action.sa_mask);
  sigemptyset(&set);
  for (int i = 0; i < 3; i++) {
    sigaction(SIGRTMIN + i, &action, 0);
    sigaddset(&set, SIGRTMIN + i);
  }
  sigaction(SIGUSR1, &action, 0);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, 0);
  for (int i = 0; i < 4; i++)
    for (int j = 2; j >= 0; j--)
      SHOW(sigqueue(getpid(), SIGRTMIN + j, (union sigval){.sival_int = 10 * j + i}));
  SHOW(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 77}));
  SHOW(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 78}));
  siginfo_t info;
  struct timespec none = {0, 0};
  for (int signal; (signal = sigtimedwait(&set, &info, &none)) > 0;) {
    if (signal == SIGUSR1) printf("SIGUSR1");
    else printf("SIGRTMIN+%d", signal - SIGRTMIN);
    printf(" with %d, by sigqueue: %d\n", info.si_value.sival_int, info.si_code == SI_QUEUE);
  }
  for (int i = 0; i < 3; i++) sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = i});
  sigprocmask(SIG_UNBLOCK, &set, 0);
  for (int i = 0; i < count; i++) printf("handled SIGRTMIN+%d with %d\n", numbers[i] - SIGRTMIN, values[i]);
  SHOW(sigqueue(getpid(), 0, (union sigval){.sival_int = 0}));
  SHOW(sigqueue(getpid(), 65, (union sigval){.sival_int = 0}));
  SHOW(sigqueue(99999999, SIGUSR1, (union sigval){.sival_int = 0}));
}
