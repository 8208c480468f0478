// alarm: one SIGALRM after the time; a new alarm replaces the old and tells what was left; fork starts without one.
#include "show.h"

#include <time.h>

static volatile sig_atomic_t handled;
static void count(int signal) { (void)signal, handled++; }

int main(void) {
  signal(SIGALRM, count);
  SHOW(alarm(100));
  unsigned left = alarm(50);
  printf("nearly 100 were left: %d\n", left >= 98 && left <= 100);
  pid_t child = start();
  if (child == 0) _exit(alarm(0));
  show_status("child", finish(child));
  left = alarm(0);
  printf("nearly 50 were left: %d\n", left >= 47 && left <= 50);
  SHOW(alarm(0));
  struct timespec before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  alarm(1);
  while (!handled) pause();
  clock_gettime(CLOCK_MONOTONIC, &after);
  long long milliseconds = (after.tv_sec - before.tv_sec) * 1000ll + (after.tv_nsec - before.tv_nsec) / 1000000;
  printf("not sooner than a second: %d, handled %d\n", milliseconds >= 999, handled);
  SHOW(alarm(0));
  child = start();
  if (child == 0) {
    signal(SIGALRM, SIG_DFL);
    alarm(1);
    for (;;) pause();
  }
  show_status("child", finish(child));
}
