// time, clock and gettimeofday: other views of clock_gettime.

#include <sys/time.h>
#include <time.h>

time_t time(time_t *result) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) < 0) return -1;
  if (result != 0) *result = now.tv_sec;
  return now.tv_sec;
}

// Microseconds that this program has run on a processor.
clock_t clock(void) {
  struct timespec used;
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) < 0) return -1;
  return used.tv_sec * CLOCKS_PER_SEC + used.tv_nsec / 1000;
}

int gettimeofday(struct timeval *now, void *zone) {
  struct timespec precise;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &precise) < 0) return -1;
  *now = (struct timeval){precise.tv_sec, precise.tv_nsec / 1000};
  return 0;
}

int timespec_get(struct timespec *result, int base) {
  return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, result) == 0 ? base : 0;
}

// The kernel makes a clock for each process out of its number.
int clock_getcpuclockid(pid_t process, clockid_t *clock) {
  *clock = process == 0 ? CLOCK_PROCESS_CPUTIME_ID : ~process << 3 | 2;
  return 0;
}
