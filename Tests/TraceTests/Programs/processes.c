// A child that ends, and what its parent learns; calls that tell of processes.
#include <sys/syscall.h>
#include <unistd.h>
#define CALL(name, ...) syscall(SYS_##name, ##__VA_ARGS__)
#define MARK CALL(close, -1000L)

static char buffer[4096];

int main(void) {
  int status;
  unsigned long set = 1 << 16;
  long moment[2] = {0, 1000};
  MARK;
  CALL(rt_sigprocmask, 0L, &set, 0L, 8L);
  long child = CALL(clone, 17L, 0L, 0L, 0L, 0L);
  if (child == 0) CALL(exit_group, 3L);
  CALL(waitid, 1L, child, buffer, 4L, 0L);
  CALL(wait4, -1L, &status, 1L | 2L | 8L, 0L);
  child = CALL(clone, 17L, 0L, 0L, 0L, 0L);
  long self = CALL(getpid);
  if (child == 0) CALL(kill, self, 9L);
  CALL(wait4, child, &status, 0L, 0L);
  child = CALL(clone, 17L, 0L, 0L, 0L, 0L);
  if (child == 0) CALL(exit_group, 300L);
  CALL(wait4, child, &status, 0L, 0L);
  CALL(wait4, -1L, 8L, 0L, 0L);
  CALL(prctl, 15L, "short");
  CALL(prctl, 16L, buffer);
  CALL(prctl, 1L, 15L);
  CALL(prctl, 2L, buffer);
  CALL(prlimit64, 0L, 4L, 0L, 8L);
  CALL(sched_yield);
  CALL(sched_getscheduler, 0L);
  CALL(sched_get_priority_max, 1L);
  CALL(sched_get_priority_max, 77L);
  CALL(getpriority, 0L, 0L);
  CALL(nanosleep, moment, buffer);
  CALL(clock_nanosleep, 1L, 0L, moment, 0L);
  CALL(nanosleep, 0L, 0L);
  CALL(clock_gettime, 77L, buffer);
  CALL(getrandom, 8L, 4L, 1L);
  char *arguments[] = {"a", "b\n", 0};
  char *environment[] = {"X=1", 0};
  CALL(execve, "/nonexistent", arguments, environment);
  CALL(execve, "/nonexistent", 0L, 0L);
  MARK;
  CALL(exit_group, 300L);
}
