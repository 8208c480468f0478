// Scheduling policies of a process: the usual one, batch and idle; priorities only where a policy has them.
#include "show.h"

#include <sched.h>

int main(void) {
  struct sched_param none = {0}, one = {1}, got = {77};
  SHOW(sched_getscheduler(0));
  SHOW(sched_getparam(0, &got));
  printf("priority %d\n", got.sched_priority);
  SHOW(sched_get_priority_min(SCHED_FIFO));
  SHOW(sched_get_priority_max(SCHED_FIFO));
  SHOW(sched_get_priority_min(SCHED_RR));
  SHOW(sched_get_priority_max(SCHED_RR));
  SHOW(sched_get_priority_max(SCHED_OTHER));
  SHOW(sched_get_priority_max(77));
  SHOW(sched_setscheduler(0, SCHED_OTHER, &none));
  SHOW(sched_setscheduler(0, SCHED_OTHER, &one));
  SHOW(sched_setscheduler(0, SCHED_FIFO, &none));
  SHOW(sched_setscheduler(0, 77, &none));
  SHOW(sched_setscheduler(0, SCHED_BATCH, &one));
  SHOW(sched_setscheduler(0, SCHED_BATCH, &none));
  SHOW(sched_getscheduler(0) == SCHED_BATCH);
  pid_t child = start();
  if (child == 0) {
    SHOW(sched_getscheduler(0) == SCHED_BATCH);
    SHOW(sched_setscheduler(0, SCHED_IDLE, &none));
    SHOW(sched_getscheduler(getpid()) == SCHED_IDLE);
    exit(0);
  }
  finish(child);
  SHOW(sched_getscheduler(0) == SCHED_BATCH);
  SHOW(sched_setparam(0, &none));
  SHOW(sched_setparam(0, &one));
  SHOW(sched_getscheduler(99999999));
  SHOW(sched_getparam(99999999, &got));
  SHOW(sched_setscheduler(99999999, SCHED_OTHER, &none));
  SHOW(sched_setscheduler(-1, SCHED_OTHER, &none));
  SHOW(sched_getparam(0, 0));
  SHOW(sched_yield());
}
