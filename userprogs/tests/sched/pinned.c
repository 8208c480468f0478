// Affinity: three children move from hart to hart, each when it says so and never otherwise. It prints how often one
// found itself on a hart that it had not asked for.
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN = 3, MOVES = 4 };

static int harts(void) {
  cpu_set_t all;
  sched_getaffinity(0, sizeof all, &all);
  return CPU_COUNT(&all);
}

static int move(int first, int count) {
  int wrong = 0;
  for (int i = 0; i <= MOVES; i++) {
    int hart = (first + i) % count;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(hart, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) return 100;
    for (volatile int work = 0; work < 20000; work++) {
      if (work % 1000 == 0) wrong += sched_getcpu() != hart;
    }
  }
  return wrong;
}

int main(void) {
  int count = harts();
  for (int child = 0; child < CHILDREN; child++) {
    if (fork() == 0) _exit(move(child, count));
  }
  int wrong = 0, status;
  while (wait(&status) > 0) wrong += WEXITSTATUS(status);
  printf("%d times on a wrong hart\n", wrong);
}
