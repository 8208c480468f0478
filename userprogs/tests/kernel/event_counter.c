// eventfd: a counter that read takes whole, or by ones; it waits at zero and at its top; poll sees both.
#include "show.h"

#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>

static int ready(int event) {
  struct pollfd descriptor = {event, POLLIN | POLLOUT, 0};
  poll(&descriptor, 1, 0);
  return (descriptor.revents & POLLIN ? 1 : 0) + (descriptor.revents & POLLOUT ? 10 : 0);
}

int main(void) {
  uint64_t value = 3;
  int event = eventfd(2, EFD_NONBLOCK);
  printf("ready %d\n", ready(event));
  SHOW(write(event, &value, 8));
  SHOW(read(event, &value, 8));
  printf("value %d\n", (int)value);
  SHOW(read(event, &value, 8));
  printf("ready %d\n", ready(event));
  SHOW(read(event, &value, 4));
  SHOW(write(event, &value, 4));
  value = UINT64_MAX;
  SHOW(write(event, &value, 8));
  value = UINT64_MAX - 1;
  SHOW(write(event, &value, 8));
  printf("ready %d\n", ready(event));
  value = 1;
  SHOW(write(event, &value, 8));
  SHOW(read(event, &value, 8));
  printf("the top is 2^64-2: %d\n", value == UINT64_MAX - 1);
  int semaphore = eventfd(3, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC);
  for (int i = 0; i < 4; i++) {
    value = 0;
    long result = read(semaphore, &value, 8);
    printf("%ld %d\n", result, (int)value);
  }
  SHOW(fcntl(semaphore, F_GETFD));
  SHOW(eventfd(0, 0x100));
  SHOW(lseek(event, 0, SEEK_SET));
  int waiting = eventfd(0, 0), answer = eventfd(0, 0);
  pid_t child = start();
  if (child == 0) {
    uint64_t sum = 0;
    while (sum < 55) {
      REQUIRE(read(waiting, &value, 8) == 8);
      sum += value;
    }
    write(answer, &sum, 8);
    _exit(0);
  }
  for (value = 1; value <= 10; value++) write(waiting, &value, 8);
  read(answer, &value, 8);
  printf("the child counted %d\n", (int)value);
  finish(child);
}
