// A place in an epoll set belongs to the open file: it stays when the descriptor is closed that it was made with, as long
// as another one is left. `poll` looks at descriptors, and finds that one gone.
#include "show.h"

#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/epoll.h>

static int ends[2], copy, set;

// Closes the descriptor while the other thread waits, and only then lets it have something to read.
static void *close_and_write(void *unused) {
  usleep(50000);
  close(ends[0]);
  usleep(50000);
  REQUIRE(write(ends[1], "x", 1) == 1);
  return 0;
}

static void wait_in_set(int milliseconds) {
  struct epoll_event event = {0};
  int count = epoll_wait(set, &event, 1, milliseconds);
  printf("%d: %#x %d\n", count, event.events, (int)event.data.u64);
}

static void try_with(const char *what, unsigned events, bool polls) {
  printf("-- %s\n", what);
  REQUIRE(pipe(ends) == 0 && (copy = dup(ends[0])) >= 0 && (set = epoll_create1(0)) >= 0);
  struct epoll_event event = {.events = events, .data.u64 = 77};
  SHOW(epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event));
  pthread_t thread;
  REQUIRE(pthread_create(&thread, 0, close_and_write, 0) == 0);
  if (polls) {
    struct pollfd request = {.fd = ends[0], .events = POLLIN};
    int count = poll(&request, 1, 2000);
    printf("poll %d: %#x\n", count, request.revents);
  }
  wait_in_set(2000);
  pthread_join(thread, 0);
  wait_in_set(100);
  SHOW(epoll_ctl(set, EPOLL_CTL_MOD, ends[0], &event));
  // The same number for the same file: the place can be reached again.
  int again = dup(copy);
  printf("the same number: %d\n", again == ends[0]);
  SHOW(epoll_ctl(set, EPOLL_CTL_DEL, again, &event));
  wait_in_set(100);
  close(copy), close(again), close(ends[1]), close(set);
}

int main(void) {
  try_with("level", EPOLLIN, false);
  try_with("with poll", EPOLLIN, true);
  try_with("edge", EPOLLIN | EPOLLET, false);
  return 0;
}
