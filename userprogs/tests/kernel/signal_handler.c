// Handlers: installed by signal and sigaction, run before kill of oneself returns, with the old action told.
#include "show.h"

static volatile sig_atomic_t seen[65], count;
static void note(int signal) { seen[signal]++, count++; }
static void other(int signal) { seen[signal] += 100; }

int main(void) {
  struct sigaction action = {.sa_handler = note}, old;
  printf("the first action is the default: %d\n", signal(SIGUSR1, note) == SIG_DFL);
  printf("then it is ours: %d\n", signal(SIGUSR1, note) == note);
  raise(SIGUSR1);
  printf("after raise: %d\n", seen[SIGUSR1]);
  kill(getpid(), SIGUSR1);
  printf("after kill: %d\n", seen[SIGUSR1]);
  SHOW(sigaction(SIGUSR2, &action, &old));
  printf("the old one was the default: %d\n", old.sa_handler == SIG_DFL);
  action.sa_handler = other;
  SHOW(sigaction(SIGUSR2, &action, &old));
  printf("the old one was note: %d\n", old.sa_handler == note);
  SHOW(sigaction(SIGUSR2, 0, &old));
  printf("asking changes nothing: %d\n", old.sa_handler == other);
  raise(SIGUSR2);
  printf("after raise: %d\n", seen[SIGUSR2]);
  signal(SIGUSR2, SIG_IGN);
  raise(SIGUSR2);
  printf("ignored: %d\n", seen[SIGUSR2]);
  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, SIGHUP), sigaddset(&set, SIGTERM), sigaddset(&set, SIGUSR1), sigaddset(&set, SIGINT);
  signal(SIGHUP, note), signal(SIGTERM, note), signal(SIGINT, note);
  sigprocmask(SIG_BLOCK, &set, &before);
  count = 0;
  raise(SIGTERM), raise(SIGUSR1), raise(SIGHUP), raise(SIGINT);
  printf("while blocked: %d\n", count);
  sigprocmask(SIG_SETMASK, &before, 0);
  printf("unblocked: %d handlers ran\n", count);
}
