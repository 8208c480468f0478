// Sleeping, and being woken by SIGALRM.

#include <stdbool.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include "internal.h"

long __clock_nanosleep(clockid_t clock, int flags, const struct timespec *time, struct timespec *left);

// Returns an error number.
WEAK int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time, struct timespec *left) {
  return (int)-__clock_nanosleep(clock, flags, time, left);
}

// Returns the seconds that were left when a signal came.
WEAK unsigned sleep(unsigned seconds) {
  struct timespec left = {.tv_sec = seconds};
  return nanosleep(&left, &left) == 0 ? 0 : (unsigned)left.tv_sec;
}

WEAK int usleep(useconds_t microseconds) {
  struct timespec duration = {microseconds / 1000000, microseconds % 1000000 * 1000};
  return nanosleep(&duration, 0);
}

// Returns the seconds that were left of the alarm before, rounded, but not to 0.
WEAK unsigned alarm(unsigned seconds) {
  struct itimerval value = {.it_value.tv_sec = seconds}, old;
  if (setitimer(ITIMER_REAL, &value, &old) < 0) return 0;
  bool rounds_up = old.it_value.tv_usec >= 500000 || (old.it_value.tv_sec == 0 && old.it_value.tv_usec > 0);
  return (unsigned)old.it_value.tv_sec + rounds_up;
}

WEAK useconds_t ualarm(useconds_t first, useconds_t interval) {
  struct itimerval old, value = {
    {interval / 1000000, interval % 1000000}, {first / 1000000, first % 1000000}};
  if (setitimer(ITIMER_REAL, &value, &old) < 0) return (useconds_t)-1;
  return (useconds_t)(old.it_value.tv_sec * 1000000 + old.it_value.tv_usec);
}
