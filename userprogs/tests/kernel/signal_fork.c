// fork copies handlers and mask, but not what is pending.
#include "show.h"

static volatile sig_atomic_t handled;
static void count(int signal) { (void)signal, handled++; }

int main(void) {
  sigset_t set, got;
  signal(SIGUSR1, count);
  signal(SIGUSR2, SIG_IGN);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, 0);
  raise(SIGUSR1);
  pid_t child = start();
  if (child == 0) {
    struct sigaction action;
    sigpending(&got);
    printf("pending in the child: %d\n", sigismember(&got, SIGUSR1));
    sigprocmask(SIG_BLOCK, 0, &got);
    printf("blocked in the child: %d\n", sigismember(&got, SIGUSR1));
    sigaction(SIGUSR2, 0, &action);
    printf("ignored in the child: %d\n", action.sa_handler == SIG_IGN);
    sigprocmask(SIG_UNBLOCK, &set, 0);
    printf("handled in the child: %d\n", handled);
    raise(SIGUSR1);
    printf("handled in the child: %d\n", handled);
    signal(SIGUSR1, SIG_DFL);
    exit(0);
  }
  show_status("child", finish(child));
  sigpending(&got);
  printf("pending in the parent: %d\n", sigismember(&got, SIGUSR1));
  sigprocmask(SIG_UNBLOCK, &set, 0);
  printf("handled in the parent: %d\n", handled);
}
