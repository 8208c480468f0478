// Nice values: they add up, stop at 19, are inherited, and are read and set by process and group.
#include "show.h"

#include <sys/resource.h>

int main(void) {
  int base = getpriority(PRIO_PROCESS, 0);
  errno = 0;
  printf("nice(3) gives 3 more: %d\n", nice(3) == base + 3);
  printf("getpriority too: %d\n", getpriority(PRIO_PROCESS, getpid()) == base + 3);
  pid_t child = start();
  if (child == 0) {
    printf("a child inherits it: %d\n", getpriority(PRIO_PROCESS, 0) == base + 3);
    SHOW(nice(100));
    SHOW(getpriority(PRIO_PROCESS, 0));
    SHOW(setpriority(PRIO_PROCESS, 0, 19));
    exit(0);
  }
  finish(child);
  printf("and changes only its own: %d\n", getpriority(PRIO_PROCESS, 0) == base + 3);
  SHOW(setpriority(PRIO_PROCESS, getpid(), 10));
  SHOW(getpriority(PRIO_PROCESS, 0));
  child = start();
  if (child == 0) {
    setpgid(0, 0);
    SHOW(setpriority(PRIO_PGRP, 0, 15));
    SHOW(getpriority(PRIO_PGRP, 0));
    SHOW(getpriority(PRIO_PROCESS, 0));
    exit(0);
  }
  finish(child);
  SHOW(getpriority(PRIO_PROCESS, 0));
  SHOW(setpriority(99, 0, 0));
  SHOW(getpriority(99, 0));
  SHOW(setpriority(PRIO_PROCESS, 99999999, 10));
  SHOW(getpriority(PRIO_PROCESS, 99999999));
}
