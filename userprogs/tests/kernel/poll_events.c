// poll: what each end of a pipe is ready for, in each of its states; bad descriptors; the time.
#include "show.h"

#include <fcntl.h>
#include <poll.h>
#include <time.h>

static void show_events(const char *what, int descriptor, int asked) {
  static const struct { int bit; const char *name; } names[] = {
      {POLLIN, "POLLIN"}, {POLLOUT, "POLLOUT"}, {POLLERR, "POLLERR"}, {POLLHUP, "POLLHUP"}, {POLLNVAL, "POLLNVAL"}};
  struct pollfd poll_of = {descriptor, asked, 0};
  int count = poll(&poll_of, 1, 0);
  printf("%s: %d", what, count);
  for (int i = 0; i < 5; i++)
    if (poll_of.revents & names[i].bit) printf(" %s", names[i].name);
  puts("");
}

int main(void) {
  int ends[2];
  char bytes[65536];
  signal(SIGPIPE, SIG_IGN);
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
  int both = POLLIN | POLLOUT;
  show_events("empty, the reading end", ends[0], both);
  show_events("empty, the writing end", ends[1], both);
  REQUIRE(write(ends[1], "x", 1) == 1);
  show_events("one byte, the reading end", ends[0], both);
  show_events("one byte, not asked for", ends[0], 0);
  REQUIRE(read(ends[0], bytes, 1) == 1);
  while (write(ends[1], bytes, 4096) > 0) {}
  show_events("full, the writing end", ends[1], both);
  REQUIRE(read(ends[0], bytes, 4096) == 4096);
  show_events("a page of room, the writing end", ends[1], both);
  close(ends[1]);
  show_events("no writer, some bytes", ends[0], both);
  while (read(ends[0], bytes, sizeof bytes) > 0) {}
  show_events("no writer, no bytes", ends[0], both);
  show_events("no writer, not asked for", ends[0], 0);
  close(ends[0]);
  show_events("closed", ends[0], both);
  show_events("negative", -1, both);
  REQUIRE(pipe(ends) == 0);
  close(ends[0]);
  show_events("no reader", ends[1], both);
  int file = open("/dev/null", O_RDWR);
  show_events("/dev/null", file, both);
  struct pollfd three[3] = {{-5, POLLIN, 77}, {1000, POLLIN, 0}, {file, POLLIN, 0}};
  SHOW(poll(three, 3, 1000));
  printf("%d %d %d\n", three[0].revents, three[1].revents == POLLNVAL, three[2].revents == POLLIN);
  struct timespec before, after, limit = {0, 10000000};
  clock_gettime(CLOCK_MONOTONIC, &before);
  SHOW(poll(0, 0, 20));
  SHOW(ppoll(0, 0, &limit, 0));
  clock_gettime(CLOCK_MONOTONIC, &after);
  printf("not sooner than 30 ms: %d\n",
         (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000 >= 29);
  SHOW(poll((struct pollfd *)16, 1, 0));
}
