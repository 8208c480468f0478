// A handler runs with its own signal blocked, unless SA_NODEFER; sa_mask blocks more; the mask comes back afterwards.
#include "show.h"

static volatile sig_atomic_t depth, deepest, runs;
static int blocked(int signal) {
  sigset_t set;
  sigprocmask(SIG_BLOCK, 0, &set);
  return sigismember(&set, signal);
}

static void again(int signal) {
  depth++;
  if (depth > deepest) deepest = depth;
  if (++runs < 5) raise(signal);
  depth--;
}

static void masks(int signal) {
  printf("in the handler of %s: SIGUSR1 %d, SIGUSR2 %d, SIGTERM %d\n", signal_name(signal), blocked(SIGUSR1),
         blocked(SIGUSR2), blocked(SIGTERM));
}

static void outer(int signal) {
  printf("%s begins\n", signal_name(signal));
  raise(SIGUSR2);
  raise(SIGTERM);
  printf("%s ends\n", signal_name(signal));
}

static void inner(int signal) { printf("%s runs\n", signal_name(signal)); }

int main(void) {
  struct sigaction action = {.sa_handler = again};
  sigaction(SIGUSR1, &action, 0);
  raise(SIGUSR1);
  printf("deferred: %d runs, %d deep\n", runs, deepest);
  action.sa_flags = SA_NODEFER;
  sigaction(SIGUSR1, &action, 0);
  runs = deepest = 0;
  raise(SIGUSR1);
  printf("SA_NODEFER: %d runs, %d deep\n", runs, deepest);
  action.sa_handler = masks;
  sigaction(SIGUSR1, &action, 0);
  raise(SIGUSR1);
  action.sa_flags = 0;
  sigaddset(&action.sa_mask, SIGUSR2);
  sigaction(SIGUSR1, &action, 0);
  raise(SIGUSR1);
  printf("afterwards: SIGUSR1 %d, SIGUSR2 %d, SIGTERM %d\n", blocked(SIGUSR1), blocked(SIGUSR2), blocked(SIGTERM));
  action.sa_handler = outer;
  sigaction(SIGUSR1, &action, 0);
  signal(SIGUSR2, inner);
  signal(SIGTERM, inner);
  raise(SIGUSR1);
}
