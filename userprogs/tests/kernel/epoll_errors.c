// epoll_ctl and epoll_wait: what they refuse; sets in sets; a duplicate keeps an entry alive.
#include "show.h"

#include <fcntl.h>
#include <sys/epoll.h>

int main(void) {
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = 1}, got[4];
  int ends[2], set = epoll_create1(EPOLL_CLOEXEC);
  volatile int zero = 0;
  REQUIRE(pipe(ends) == 0);
  SHOW(epoll_create1(0x40));
  SHOW(epoll_create(zero));
  SHOW(fcntl(set, F_GETFD));
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event));
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event));
  SHOW(epoll_ctl(set, EPOLL_CTL_MOD, ends[1], &event));
  SHOW(epoll_ctl(set, EPOLL_CTL_DEL, ends[1], 0));
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, 1000, &event));
  SHOW(epoll_ctl(1000, EPOLL_CTL_ADD, ends[0], &event));
  SHOW(epoll_ctl(ends[1], EPOLL_CTL_ADD, ends[0], &event));
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, set, &event));
  SHOW(epoll_ctl(set, 77, ends[0], &event));
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, ends[1], (struct epoll_event *)16));
  int file = open("/tmp/ring3-epoll-errors", O_RDWR | O_CREAT, 0600);
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, file, &event));
  unlink("/tmp/ring3-epoll-errors");
  SHOW(epoll_wait(set, got, zero, 0));
  SHOW(epoll_wait(set, got, -1, 0));
  SHOW(epoll_wait(1000, got, 4, 0));
  SHOW(epoll_wait(ends[0], got, 4, 0));
  SHOW(epoll_wait(set, got, 4, 0));
  REQUIRE(write(ends[1], "x", 1) == 1);
  SHOW(epoll_wait(set, (struct epoll_event *)16, 4, 0));
  SHOW(epoll_wait(set, got, 4, 0));
  int outer = epoll_create1(0);
  event.data.u32 = 2;
  SHOW(epoll_ctl(outer, EPOLL_CTL_ADD, set, &event));
  SHOW(epoll_wait(outer, got, 4, 0));
  printf("the inner set is ready: %d\n", got[0].data.u32 == 2 && got[0].events == EPOLLIN);
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, outer, &event));
  int copy = dup(ends[0]);
  close(ends[0]);
  SHOW(epoll_wait(set, got, 4, 0));
  close(copy);
  SHOW(epoll_wait(set, got, 4, 0));
  SHOW(epoll_wait(outer, got, 4, 10));
}
