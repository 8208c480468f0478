// times and getrusage: time only grows, a child's counts when it has been waited for, and not before.
#include "show.h"

#include <sys/resource.h>
#include <sys/times.h>

static long long cpu(int who) {
  struct rusage usage;
  REQUIRE(getrusage(who, &usage) == 0);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000ll + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void work(void) {
  volatile unsigned sum = 0;
  for (unsigned i = 0; i < 300000; i++) sum += i;
}

int main(void) {
  struct tms before, after;
  clock_t first = times(&before);
  long long own = cpu(RUSAGE_SELF), last = own;
  int grows = 1;
  for (int i = 0; i < 10; i++) {
    work();
    long long now = cpu(RUSAGE_SELF);
    grows &= now >= last;
    last = now;
  }
  printf("own time grows: %d, and has grown: %d\n", grows, last > own);
  printf("children's time is 0 at first: %d\n", cpu(RUSAGE_CHILDREN) == 0);
  pid_t child = start();
  if (child == 0) {
    for (int i = 0; i < 10; i++) work();
    _exit(0);
  }
  siginfo_t info;
  waitid(P_PID, child, &info, WEXITED | WNOWAIT);
  printf("not yet waited for: %d\n", cpu(RUSAGE_CHILDREN) == 0);
  struct rusage usage;
  int status;
  REQUIRE(wait4(child, &status, 0, &usage) == child);
  printf("waited for: %d, with page faults: %d\n", cpu(RUSAGE_CHILDREN) > 0, usage.ru_minflt > 0);
  printf("wait4 tells the same: %d\n",
         cpu(RUSAGE_CHILDREN) == (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000ll +
                                     usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  clock_t second = times(&after);
  printf("times grows: %d %d %d\n", second >= first, after.tms_utime >= before.tms_utime,
         after.tms_cutime >= before.tms_cutime);
  SHOW(getrusage(5, &usage));
}
