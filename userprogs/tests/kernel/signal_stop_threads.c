// Threads that are stopped in the middle of a computation go on where they were, whatever they had in registers.
#include "show.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 3, STEPS = 100000 };

static uint64_t results[THREADS];

static void *compute(void *place) {
  uint64_t x = 1, sum = 0;
  for (int i = 0; i < STEPS; i++) {
    x = x * 6364136223846793005u + 1442695040888963407u;
    sum += x >> 33;
  }
  *(uint64_t *)place = sum;
  return 0;
}

int main(void) {
  pid_t child = fork();
  if (child == 0) {
    pthread_t threads[THREADS];
    uint64_t expected;
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, compute, &results[i]);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
    compute(&expected);
    int right = 0;
    for (int i = 0; i < THREADS; i++) right += results[i] == expected;
    _exit(right);
  }
  int status;
  for (int i = 0; i < 20; i++) {
    usleep(20);
    kill(child, SIGSTOP);
    usleep(20);
    kill(child, SIGCONT);
  }
  waitpid(child, &status, 0);
  printf("%d of %d threads computed what they should\n", WEXITSTATUS(status), THREADS);
  return 0;
}
