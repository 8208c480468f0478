// Calls about processes that are not there, not ours, or not possible.
#include "show.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/times.h>

int main(void) {
  int no_one = 99999999, status;
  siginfo_t info;
  SHOW(wait(&status));
  SHOW(waitpid(no_one, &status, 0));
  SHOW(waitpid(1 << 30, &status, WNOHANG));
  SHOW(waitpid(-no_one, &status, 0));
  SHOW(waitpid(-1, &status, 0x12345));
  SHOW(waitid(P_PID, no_one, &info, WEXITED));
  SHOW(waitid(P_PID, 0, &info, WEXITED));
  SHOW(waitid(P_ALL, 0, &info, WNOHANG));
  SHOW(syscall(SYS_wait4, -1, &status, 0, 16));
  pid_t child = start();
  if (child == 0) _exit(1);
  SHOW(syscall(SYS_wait4, child, 16, 0, 0));
  SHOW(wait(&status));
  child = start();
  if (child == 0) _exit(2);
  SHOW(syscall(SYS_waitid, P_PID, child, 16, WEXITED, 0));
  SHOW(wait(&status));
  SHOW(getpgid(no_one));
  SHOW(getsid(no_one));
  SHOW(setpgid(no_one, 0));
  SHOW(setpgid(-1, 0));
  SHOW(kill(no_one, SIGTERM));
  SHOW(getpriority(PRIO_PROCESS, no_one));
  SHOW(getpriority(PRIO_PGRP, no_one));
  SHOW(setpriority(PRIO_USER + 1, 0, 0));
  SHOW(sched_getscheduler(-1));
  SHOW(sched_getscheduler(no_one));
  struct timespec interval;
  SHOW(sched_rr_get_interval(no_one, &interval));
  SHOW(sched_rr_get_interval(-1, &interval));
  SHOW(syscall(SYS_sched_getaffinity, 0, 3, &status));
  SHOW(syscall(SYS_getrusage, 77, &info));
  SHOW(syscall(SYS_set_robust_list, 0, 1));
  SHOW(syscall(9999, 0));
}
