// SIGCONT throws away pending stop signals and the other way round; SIGCONT continues even when blocked or ignored.
#include "show.h"

static volatile sig_atomic_t handled;
static void count(int signal) { (void)signal, handled++; }

int main(void) {
  sigset_t set, pending;
  int status;
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP), sigaddset(&set, SIGCONT), sigaddset(&set, SIGTTIN);
  sigprocmask(SIG_BLOCK, &set, 0);
  signal(SIGCONT, count);
  raise(SIGTSTP);
  raise(SIGTTIN);
  sigpending(&pending);
  printf("pending: SIGTSTP %d, SIGTTIN %d\n", sigismember(&pending, SIGTSTP), sigismember(&pending, SIGTTIN));
  raise(SIGCONT);
  sigpending(&pending);
  printf("pending: SIGTSTP %d, SIGTTIN %d, SIGCONT %d\n", sigismember(&pending, SIGTSTP),
         sigismember(&pending, SIGTTIN), sigismember(&pending, SIGCONT));
  raise(SIGTSTP);
  sigpending(&pending);
  printf("pending: SIGTSTP %d, SIGCONT %d\n", sigismember(&pending, SIGTSTP), sigismember(&pending, SIGCONT));
  raise(SIGCONT);
  sigprocmask(SIG_UNBLOCK, &set, 0);
  printf("handled %d\n", handled);
  for (int ignore = 0; ignore < 2; ignore++) {
    pid_t child = start();
    if (child == 0) {
      if (ignore) signal(SIGCONT, SIG_IGN);
      else sigprocmask(SIG_BLOCK, &set, 0);
      raise(SIGSTOP);
      _exit(4);
    }
    REQUIRE(waitpid(child, &status, WUNTRACED) == child);
    show_status("child", status);
    kill(child, SIGCONT);
    show_status("child", finish(child));
  }
}
