// SA_RESETHAND: the handler runs once, then the default is back.
#include "show.h"

static void once(int signal) {
  struct sigaction now;
  sigaction(signal, 0, &now);
  printf("%s: in the handler the default is back: %d\n", signal_name(signal), now.sa_handler == SIG_DFL);
  fflush(stdout);
}

int main(void) {
  pid_t child = start();
  if (child == 0) {
    struct sigaction action = {.sa_handler = once, .sa_flags = SA_RESETHAND};
    sigaction(SIGUSR1, &action, 0);
    raise(SIGUSR1);
    puts("once it is harmless");
    fflush(stdout);
    raise(SIGUSR1);
    puts("never written");
    exit(0);
  }
  show_status("child", finish(child));
  struct sigaction action = {.sa_handler = once, .sa_flags = SA_RESETHAND | SA_NODEFER};
  sigaction(SIGWINCH, &action, 0);
  raise(SIGWINCH);
  raise(SIGWINCH);
  puts("the default of SIGWINCH is to do nothing");
}
