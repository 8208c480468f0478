// Whatever happens to pipes, counters and sockets, a level-triggered epoll set says the same as poll; and an
// edge-triggered one never misses what has become ready.
#include "show.h"

#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

enum { FILES = 8, ROUNDS = 3000 };

static int files[FILES], peers[FILES];
static struct epoll_event items[FILES];
static unsigned state = 99;

static unsigned next(unsigned limit) {
  state = state * 1103515245 + 12345;
  return (state >> 8) % limit;
}

// Four kinds of files, each with another end that makes it ready.
static void open_file(int index) {
  int ends[2];
  switch (index % 4) {
    case 0: REQUIRE(pipe2(ends, O_NONBLOCK) == 0); break;
    case 1: REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0); break;
    case 2: REQUIRE(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0, ends) == 0); break;
    case 3: ends[0] = eventfd(0, EFD_NONBLOCK), ends[1] = dup(ends[0]); break;
  }
  files[index] = ends[0], peers[index] = ends[1];
}

int main(void) {
  static char bytes[70000];
  int level = epoll_create1(0), edge = epoll_create1(0), ready[FILES] = {0}, seen[4] = {0}, missed = 0, differ = 0;
  signal(SIGPIPE, SIG_IGN);
  for (int i = 0; i < FILES; i++) {
    open_file(i);
    items[i] = (struct epoll_event){.events = i & 4 ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.u32 = i};
    REQUIRE(epoll_ctl(level, EPOLL_CTL_ADD, files[i], &items[i]) == 0);
    struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.u32 = i};
    REQUIRE(epoll_ctl(edge, EPOLL_CTL_ADD, files[i], &event) == 0);
  }
  for (int round = 0; round < ROUNDS; round++) {
    int i = next(FILES);
    uint64_t value = 1 + next(3);
    switch (next(6)) {
      case 0:
      case 1: (void)!write(peers[i], i % 4 == 3 ? (void *)&value : bytes, i % 4 == 3 ? 8 : 1 + next(5000)); break;
      case 2: (void)!read(files[i], bytes, 1 + next(8000)); break;
      case 3: while (read(files[i], bytes, sizeof bytes) > 0) {} break;
      case 4:
        if (i % 4 != 0) (void)!write(files[i], bytes, i % 4 == 3 ? 8 : 1 + next(9000));
        break;
      case 5:
        if (next(4) > 0) break;
        close(files[i]), close(peers[i]);
        open_file(i);
        ready[i] = 0;
        REQUIRE(epoll_ctl(level, EPOLL_CTL_ADD, files[i], &items[i]) == 0);
        struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.u32 = i};
        REQUIRE(epoll_ctl(edge, EPOLL_CTL_ADD, files[i], &event) == 0);
    }
    struct pollfd polls[FILES];
    struct epoll_event got[FILES];
    int found[FILES] = {0}, edges[FILES] = {0};
    for (int j = 0; j < FILES; j++) polls[j] = (struct pollfd){files[j], items[j].events, 0};
    int polled = poll(polls, FILES, 0), count = epoll_wait(level, got, FILES, 0);
    for (int j = 0; j < count; j++) found[got[j].data.u32] = got[j].events;
    differ += polled != count;
    count = epoll_wait(edge, got, FILES, 0);
    for (int j = 0; j < count; j++) edges[got[j].data.u32] = 1;
    for (int j = 0; j < FILES; j++) {
      differ += polls[j].revents != found[j];
      int now = (polls[j].revents & POLLIN) != 0;
      missed += now && !ready[j] && !edges[j];
      ready[j] = now;
      seen[j % 4] += now;
    }
  }
  printf("different %d, missed %d\n", differ, missed);
  for (int i = 0; i < 4; i++) printf("kind %d was ready often: %d\n", i, seen[i] > 200);
}
