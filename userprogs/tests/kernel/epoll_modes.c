// epoll: level-triggered tells as long as there is something, edge-triggered once a change, one-shot once at all.
#include "show.h"

#include <fcntl.h>
#include <sys/epoll.h>

static int set, ends[2];

static void show_wait(const char *what) {
  struct epoll_event events[4];
  int count = epoll_wait(set, events, 4, 0);
  printf("%s: %d", what, count);
  for (int i = 0; i < count; i++)
    printf(" %d%s%s%s%s", (int)events[i].data.u32, events[i].events & EPOLLIN ? " EPOLLIN" : "",
           events[i].events & EPOLLOUT ? " EPOLLOUT" : "", events[i].events & EPOLLHUP ? " EPOLLHUP" : "",
           events[i].events & EPOLLERR ? " EPOLLERR" : "");
  puts("");
}

static void put(void) { REQUIRE(write(ends[1], "xy", 2) == 2); }
static void take(int count) {
  char bytes[16];
  REQUIRE(read(ends[0], bytes, count) > 0);
}

static void run(const char *name, int flags) {
  struct epoll_event event = {.events = EPOLLIN | flags, .data.u32 = 7};
  puts(name);
  set = epoll_create1(0);
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
  REQUIRE(epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event) == 0);
  show_wait("  nothing yet");
  put();
  show_wait("  two bytes");
  show_wait("  again");
  take(1);
  show_wait("  one byte left");
  put();
  show_wait("  two more");
  take(16);
  show_wait("  all read");
  put();
  show_wait("  and two more");
  REQUIRE(epoll_ctl(set, EPOLL_CTL_MOD, ends[0], &event) == 0);
  show_wait("  armed again");
  show_wait("  and again");
  close(ends[1]);
  show_wait("  the writer closed");
  take(16);
  show_wait("  all read");
  REQUIRE(epoll_ctl(set, EPOLL_CTL_DEL, ends[0], 0) == 0);
  show_wait("  taken out");
  close(ends[0]);
  close(set);
}

int main(void) {
  run("level", 0);
  run("edge", EPOLLET);
  run("one-shot", EPOLLONESHOT);
  struct epoll_event event = {.events = EPOLLOUT, .data.u32 = 9};
  set = epoll_create1(0);
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
  epoll_ctl(set, EPOLL_CTL_ADD, ends[1], &event);
  show_wait("the writing end");
  close(ends[0]);
  show_wait("no reader");
  close(ends[1]);
  show_wait("closed, it left the set by itself");
}
