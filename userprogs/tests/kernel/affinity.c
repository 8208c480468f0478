// Affinity: a thread runs where its mask lets it; a child inherits the mask; an empty one is refused.
#include "show.h"

#include <sched.h>

int main(void) {
  cpu_set_t all, one, got;
  REQUIRE(sched_getaffinity(0, sizeof all, &all) == 0);
  printf("there is one at least: %d\n", CPU_COUNT(&all) >= 1);
  int wrong = 0;
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
    if (!CPU_ISSET(cpu, &all)) continue;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    REQUIRE(sched_setaffinity(0, sizeof one, &one) == 0);
    for (int i = 0; i < 20; i++) {
      sched_yield();
      wrong += sched_getcpu() != cpu;
    }
    REQUIRE(sched_getaffinity(0, sizeof got, &got) == 0);
    wrong += !CPU_EQUAL(&got, &one);
  }
  printf("times on a wrong processor: %d\n", wrong);
  pid_t child = start();
  if (child == 0) {
    REQUIRE(sched_getaffinity(0, sizeof got, &got) == 0);
    printf("a child inherits it: %d\n", CPU_EQUAL(&got, &one));
    exit(0);
  }
  finish(child);
  CPU_ZERO(&one);
  SHOW(sched_setaffinity(0, sizeof one, &one));
  SHOW(sched_setaffinity(0, sizeof all, &all));
  SHOW(sched_setaffinity(99999999, sizeof all, &all));
  SHOW(sched_getaffinity(99999999, sizeof all, &all));
  SHOW(sched_getaffinity(0, 1, &all));
  SHOW(sched_setaffinity(0, sizeof all, (cpu_set_t *)16));
}
