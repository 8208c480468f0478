// What each signal does by default: some kill, some do nothing; the wait status tells which.
#include "show.h"

#include <sys/resource.h>

int main(void) {
  static const int signals[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGILL,  SIGTRAP, SIGABRT,   SIGBUS,  SIGFPE,
                                SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2, SIGPIPE, SIGALRM,   SIGTERM, SIGCHLD,
                                SIGCONT, SIGURG,  SIGXCPU, SIGXFSZ, SIGVTALRM, SIGPROF, SIGWINCH, SIGSYS};
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++) {
    pid_t child = start();
    if (child == 0) {
      signal(signals[i], SIG_DFL);
      kill(getpid(), signals[i]);
      _exit(0);
    }
    int status = finish(child);
    printf("%s: ", signal_name(signals[i]));
    show_status("child", status);
  }
  pid_t child = start();
  if (child == 0) abort();
  show_status("abort: child", finish(child));
  child = start();
  if (child == 0) {
    kill(getpid(), SIGRTMIN);
    _exit(0);
  }
  printf("a real-time signal kills: %d\n", WTERMSIG(finish(child)) == SIGRTMIN);
}
