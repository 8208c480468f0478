// poll and select wait for several pipes and tell which have something, until all writers are gone.
#include "show.h"

#include <poll.h>
#include <sys/select.h>

enum { WRITERS = 4 };

static int ends[WRITERS][2];

static void start_writers(void) {
  for (int i = 0; i < WRITERS; i++) {
    REQUIRE(pipe(ends[i]) == 0);
    if (start() == 0) {
      for (int j = 0; j < 10 * (i + 1); j++) {
        if (j % 7 == 0) usleep(100 * i);
        REQUIRE(write(ends[i][1], "x", 1) == 1);
      }
      _exit(0);
    }
    close(ends[i][1]);
  }
}

int main(void) {
  int counts[WRITERS] = {0};
  char bytes[16];
  struct pollfd polls[WRITERS];
  start_writers();
  for (int i = 0; i < WRITERS; i++) polls[i] = (struct pollfd){ends[i][0], POLLIN, 0};
  for (int open_ends = WRITERS; open_ends > 0;) {
    REQUIRE(poll(polls, WRITERS, -1) > 0);
    for (int i = 0; i < WRITERS; i++) {
      if (polls[i].revents == 0) continue;
      int count = read(polls[i].fd, bytes, sizeof bytes);
      counts[i] += count;
      if (count == 0) close(polls[i].fd), polls[i].fd = -1, open_ends--;
    }
  }
  printf("poll: %d %d %d %d\n", counts[0], counts[1], counts[2], counts[3]);
  while (wait(0) > 0) {}
  start_writers();
  memset(counts, 0, sizeof counts);
  fd_set all, now;
  FD_ZERO(&all);
  for (int i = 0; i < WRITERS; i++) FD_SET(ends[i][0], &all);
  for (int open_ends = WRITERS; open_ends > 0;) {
    now = all;
    REQUIRE(select(FD_SETSIZE, &now, 0, 0, 0) > 0);
    for (int i = 0; i < WRITERS; i++) {
      if (!FD_ISSET(ends[i][0], &now)) continue;
      int count = read(ends[i][0], bytes, sizeof bytes);
      counts[i] += count;
      if (count == 0) FD_CLR(ends[i][0], &all), close(ends[i][0]), open_ends--;
    }
  }
  printf("select: %d %d %d %d\n", counts[0], counts[1], counts[2], counts[3]);
  while (wait(0) > 0) {}
  fd_set bad;
  FD_ZERO(&bad);
  FD_SET(40, &bad);
  struct timeval none = {0, 0};
  SHOW(select(41, &bad, 0, 0, &none));
  SHOW(select(-1, 0, 0, 0, &none));
  REQUIRE(pipe(ends[0]) == 0);
  fd_set reads, writes;
  FD_ZERO(&reads);
  FD_ZERO(&writes);
  FD_SET(ends[0][0], &reads);
  FD_SET(ends[0][1], &writes);
  SHOW(select(FD_SETSIZE, &reads, &writes, 0, &none));
  printf("read %d, write %d\n", FD_ISSET(ends[0][0], &reads) != 0, FD_ISSET(ends[0][1], &writes) != 0);
}
