// One thread takes all signals of the process by sigwait, the others block them.
#include "show.h"

#include <pthread.h>

static sigset_t set;
static int counts[65];

static void *waiter(void *unused) {
  for (int signal; sigwait(&set, &signal) == 0;) {
    counts[signal]++;
    if (signal == SIGTERM) break;
  }
  return unused;
}

static void *sender(void *unused) {
  for (int i = 0; i < 10; i++) sigqueue(getpid(), SIGRTMIN + 1, (union sigval){.sival_int = i});
  return unused;
}

int main(void) {
  pthread_t threads[4];
  sigemptyset(&set);
  sigaddset(&set, SIGRTMIN + 1), sigaddset(&set, SIGTERM), sigaddset(&set, SIGCHLD);
  pthread_sigmask(SIG_BLOCK, &set, 0);
  pthread_create(&threads[3], 0, waiter, 0);
  for (int i = 0; i < 3; i++) pthread_create(&threads[i], 0, sender, 0);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], 0);
  // SIGTERM comes before the real-time ones: it is sent when all of those have been taken.
  sigset_t pending;
  do {
    usleep(1000);
    sigpending(&pending);
  } while (sigismember(&pending, SIGRTMIN + 1));
  kill(getpid(), SIGTERM);
  pthread_join(threads[3], 0);
  printf("%d real-time signals and %d SIGTERM\n", counts[SIGRTMIN + 1], counts[SIGTERM]);
}
