// The clocks: they go on and never back, agree with each other, and count a process's own time only while it runs.
#include "show.h"

#include <sys/time.h>
#include <time.h>

static long long now(clockid_t clock) {
  struct timespec time;
  REQUIRE(clock_gettime(clock, &time) == 0);
  REQUIRE(time.tv_nsec >= 0 && time.tv_nsec < 1000000000);
  return time.tv_sec * 1000000000ll + time.tv_nsec;
}

int main(void) {
  static const clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_BOOTTIME, CLOCK_PROCESS_CPUTIME_ID,
                                     CLOCK_THREAD_CPUTIME_ID, CLOCK_MONOTONIC_RAW};
  for (int i = 0; i < 6; i++) {
    long long first = now(clocks[i]), last = first;
    int backwards = 0;
    for (int j = 0; j < 200; j++) {
      long long time = now(clocks[i]);
      backwards += time < last;
      last = time;
    }
    printf("clock %d: went back %d times, went on: %d\n", i, backwards, last > first);
  }
  long long cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
  usleep(50000);
  cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall = now(CLOCK_MONOTONIC) - wall;
  printf("asleep: the wall's time goes on: %d, the process's hardly: %d\n", wall >= 50000000, cpu < wall / 2);
  struct timeval day;
  REQUIRE(gettimeofday(&day, 0) == 0);
  long long difference = now(CLOCK_REALTIME) / 1000 - (day.tv_sec * 1000000ll + day.tv_usec);
  printf("gettimeofday is the real-time clock: %d\n", difference >= 0 && difference < 1000000);
  time_t seconds = time(0);
  printf("time too: %d\n", seconds >= day.tv_sec && seconds <= day.tv_sec + 5);
  struct timespec resolution;
  SHOW(clock_getres(CLOCK_MONOTONIC, &resolution));
  printf("finer than a second: %d\n", resolution.tv_sec == 0 && resolution.tv_nsec > 0);
  SHOW(clock_gettime(99, &resolution));
  SHOW(clock_getres(99, &resolution));
}
