// epoll by several threads: each one-shot event is taken by one; an event counter, a timer, sockets and a set in a set.
#include "show.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

enum { THREADS = 4, ROUNDS = 100 };

static int set, counter, stop;
static int taken[THREADS];

static void *serve(void *argument) {
  int *mine = argument;
  for (;;) {
    struct epoll_event event;
    REQUIRE(epoll_wait(set, &event, 1, -1) == 1);
    if (event.data.fd == stop) return 0;
    uint64_t value;
    REQUIRE(read(counter, &value, 8) == 8);
    *mine += value;
    event.events = EPOLLIN | EPOLLONESHOT;
    REQUIRE(epoll_ctl(set, EPOLL_CTL_MOD, counter, &event) == 0);
  }
}

static void show_events(const char *what, int set) {
  struct epoll_event got[4];
  int count = epoll_wait(set, got, 4, 0);
  printf("%s:", what);
  for (int i = 0; i < count; i++) printf(" %d=%x", (int)got[i].data.u32, (unsigned)got[i].events);
  puts("");
}

int main(void) {
  pthread_t threads[THREADS];
  set = epoll_create1(0), counter = eventfd(0, 0), stop = eventfd(0, 0);
  struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.fd = counter};
  epoll_ctl(set, EPOLL_CTL_ADD, counter, &event);
  event = (struct epoll_event){.events = EPOLLIN, .data.fd = stop};
  epoll_ctl(set, EPOLL_CTL_ADD, stop, &event);
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, serve, &taken[i]);
  for (int i = 1; i <= ROUNDS; i++) {
    eventfd_write(counter, i);
    if (i % 10 == 0) usleep(100);
  }
  struct epoll_event got;
  do usleep(1000);
  while (taken[0] + taken[1] + taken[2] + taken[3] < ROUNDS * (ROUNDS + 1) / 2);
  eventfd_write(stop, 1);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  printf("taken %d\n", taken[0] + taken[1] + taken[2] + taken[3]);

  int inner = epoll_create1(0), outer = epoll_create1(0), pair[2], ends[2];
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0 && pipe(ends) == 0);
  event = (struct epoll_event){.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.u32 = 1};
  epoll_ctl(inner, EPOLL_CTL_ADD, pair[0], &event);
  event = (struct epoll_event){.events = EPOLLIN, .data.u32 = 2};
  epoll_ctl(inner, EPOLL_CTL_ADD, ends[0], &event);
  event.data.u32 = 3;
  epoll_ctl(outer, EPOLL_CTL_ADD, inner, &event);
  show_events("outer", outer);
  show_events("inner", inner);
  show_events("outer, nothing new", outer);
  write(pair[1], "x", 1);
  show_events("outer, the socket has a byte", outer);
  show_events("inner", inner);
  show_events("inner again", inner);
  write(ends[1], "x", 1);
  show_events("outer, the pipe has one", outer);
  show_events("inner", inner);
  show_events("inner again", inner);
  shutdown(pair[1], SHUT_WR);
  show_events("the peer writes no more", inner);
  close(pair[1]);
  show_events("the peer is gone", inner);
  close(ends[0]), close(pair[0]);
  show_events("all closed", inner);
  show_events("outer", outer);

  int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  event = (struct epoll_event){.events = EPOLLIN | EPOLLET, .data.u32 = 4};
  epoll_ctl(inner, EPOLL_CTL_ADD, timer, &event);
  struct itimerspec soon = {{0, 0}, {0, 3000000}};
  timerfd_settime(timer, 0, &soon, 0);
  printf("outer %d\n", epoll_wait(outer, &got, 1, 10000));
  show_events("the timer", inner);
  show_events("once", inner);
  // Deeper than Linux lets sets lie in each other.
  int last = inner;
  for (int i = 0; i < 6; i++) {
    int next = epoll_create1(0);
    printf("%d ", epoll_ctl(next, EPOLL_CTL_ADD, last, &event));
    last = next;
  }
  puts(error_name(errno));
}
