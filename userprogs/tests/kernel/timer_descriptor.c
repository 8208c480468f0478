// timerfd: once and periodic, relative and absolute; read tells how often it has expired; poll waits for it.
#include "show.h"

#include <poll.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <time.h>

static long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int main(void) {
  uint64_t count = 0;
  struct itimerspec once = {{0, 0}, {0, 20000000}}, period = {{0, 5000000}, {0, 5000000}}, off = {{0, 0}, {0, 0}}, now;
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  struct pollfd descriptor = {timer, POLLIN, 0};
  SHOW(read(timer, &count, 8));
  long before = milliseconds();
  SHOW(timerfd_settime(timer, 0, &once, 0));
  SHOW(read(timer, &count, 8));
  SHOW(poll(&descriptor, 1, 10000));
  printf("not too early: %d\n", milliseconds() - before >= 19);
  SHOW(read(timer, &count, 8));
  printf("expired %d\n", (int)count);
  SHOW(read(timer, &count, 8));
  timerfd_settime(timer, 0, &period, 0);
  int total = 0;
  before = milliseconds();
  while (total < 6) {
    poll(&descriptor, 1, 10000);
    if (read(timer, &count, 8) == 8) total += count;
  }
  printf("six periods take their time: %d\n", milliseconds() - before >= 28);
  usleep(30000);
  read(timer, &count, 8);
  printf("who sleeps gets all at once: %d\n", count >= 4);
  SHOW(timerfd_settime(timer, 0, &off, &now));
  printf("the period was %d ms\n", (int)(now.it_interval.tv_nsec / 1000000));
  SHOW(timerfd_gettime(timer, &now));
  printf("off: %d\n", now.it_value.tv_sec == 0 && now.it_value.tv_nsec == 0);
  struct itimerspec past = {{0, 0}, {0, 1}};
  SHOW(timerfd_settime(timer, TFD_TIMER_ABSTIME, &past, 0));
  SHOW(poll(&descriptor, 1, 10000));
  SHOW(read(timer, &count, 8));
  SHOW(read(timer, &count, 4));
  SHOW(timerfd_create(99, 0));
  SHOW(timerfd_create(CLOCK_MONOTONIC, 0x100));
  SHOW(timerfd_settime(0, 0, &once, 0) == -1);
  struct itimerspec bad = {{0, 0}, {0, 1000000000}};
  SHOW(timerfd_settime(timer, 0, &bad, 0));
  SHOW(timerfd_settime(timer, 0, (struct itimerspec *)16, 0));
  int blocking = timerfd_create(CLOCK_REALTIME, 0);
  timerfd_settime(blocking, 0, &once, 0);
  SHOW(read(blocking, &count, 8));
}
