// setitimer: real, virtual and profiling time; periods, what is left, switching off, errors.
#include "show.h"

#include <sys/time.h>

static volatile sig_atomic_t counts[65];
static void count(int signal) { counts[signal]++; }

static void run(const char *name, int which, int signal_number) {
  struct itimerval timer = {{0, 1000}, {0, 1000}}, off = {{0, 0}, {0, 0}}, old;
  signal(signal_number, count);
  counts[signal_number] = 0;
  REQUIRE(setitimer(which, &timer, 0) == 0);
  while (counts[signal_number] < 4)
    for (volatile int i = 0; i < 1000; i++) {}
  REQUIRE(setitimer(which, &off, &old) == 0);
  printf("%s: four or more: %d, with a period: %d\n", name, counts[signal_number] >= 4,
         old.it_interval.tv_usec > 0);
  REQUIRE(getitimer(which, &old) == 0);
  printf("off: %ld %ld\n", (long)old.it_value.tv_sec, (long)old.it_value.tv_usec);
}

int main(void) {
  run("ITIMER_REAL", ITIMER_REAL, SIGALRM);
  run("ITIMER_VIRTUAL", ITIMER_VIRTUAL, SIGVTALRM);
  run("ITIMER_PROF", ITIMER_PROF, SIGPROF);
  struct itimerval once = {{0, 0}, {100, 0}}, old, bad = {{0, 0}, {0, 1000000}};
  SHOW(setitimer(ITIMER_REAL, &once, &old));
  SHOW(getitimer(ITIMER_REAL, &old));
  printf("nearly 100 s are left: %d, no period: %d\n", old.it_value.tv_sec >= 98, old.it_interval.tv_usec == 0);
  pid_t child = start();
  if (child == 0) {
    getitimer(ITIMER_REAL, &old);
    printf("a child has no timer: %d\n", old.it_value.tv_sec == 0);
    exit(0);
  }
  finish(child);
  SHOW(setitimer(ITIMER_REAL, &bad, 0));
  SHOW(setitimer(99, &once, 0));
  SHOW(getitimer(99, &old));
  SHOW(getitimer(ITIMER_REAL, (struct itimerval *)16));
}
