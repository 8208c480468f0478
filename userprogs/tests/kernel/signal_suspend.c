// sigsuspend: changes the mask and waits, in one step; afterwards the old mask is back. Two processes in turn.
#include "show.h"

static volatile sig_atomic_t turns;
static void turn(int signal) { (void)signal, turns++; }

int main(void) {
  sigset_t usr1, wait_for;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, &wait_for);
  sigdelset(&wait_for, SIGUSR1);
  signal(SIGUSR1, turn);
  pid_t parent = getpid(), child = start();
  if (child == 0) {
    for (int i = 0; i < 100; i++) {
      sigsuspend(&wait_for);
      kill(parent, SIGUSR1);
    }
    _exit(turns);
  }
  int wrong = 0;
  for (int i = 1; i <= 100; i++) {
    kill(child, SIGUSR1);
    errno = 0;
    int result = sigsuspend(&wait_for);
    wrong += result != -1 || errno != EINTR || turns != i;
  }
  printf("%d turns, %d wrong\n", turns, wrong);
  show_status("child", finish(child));
  sigset_t now;
  sigprocmask(SIG_BLOCK, 0, &now);
  printf("SIGUSR1 is blocked again: %d\n", sigismember(&now, SIGUSR1));
}
