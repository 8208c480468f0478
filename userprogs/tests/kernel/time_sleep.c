// Sleeping: not shorter than asked, relative and absolute, past times at once; errors.
#include "show.h"

#include <sys/time.h>
#include <time.h>

static long long microseconds(clockid_t clock) {
  struct timespec now;
  REQUIRE(clock_gettime(clock, &now) == 0);
  return now.tv_sec * 1000000ll + now.tv_nsec / 1000;
}

int main(void) {
  static const long lengths[] = {0, 1, 1000, 50000, 1000000, 20000000};
  int shorter = 0;
  for (int i = 0; i < 6; i++) {
    struct timespec time = {0, lengths[i]};
    long long before = microseconds(CLOCK_MONOTONIC);
    REQUIRE(nanosleep(&time, 0) == 0);
    shorter += microseconds(CLOCK_MONOTONIC) - before < lengths[i] / 1000;
  }
  printf("too short %d\n", shorter);
  struct timespec until, bad = {0, 1000000000}, negative = {-1, 0}, past = {1, 0};
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += (until.tv_nsec + 30000000) / 1000000000;
  until.tv_nsec = (until.tv_nsec + 30000000) % 1000000000;
  SHOW(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, 0));
  printf("the time has come: %d\n",
         microseconds(CLOCK_MONOTONIC) >= until.tv_sec * 1000000ll + until.tv_nsec / 1000);
  SHOW(clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &past, 0));
  SHOW(nanosleep(&bad, 0));
  SHOW(nanosleep(&negative, 0));
  SHOW(nanosleep((struct timespec *)16, 0));
  SHOW_ERROR(clock_nanosleep(99, 0, &past, 0));
  SHOW_ERROR(clock_nanosleep(CLOCK_MONOTONIC, 0, &bad, 0));
  SHOW(usleep(1000));
  SHOW(sleep(0));
}
