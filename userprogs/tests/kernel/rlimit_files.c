// RLIMIT_NOFILE: open and dup stop at the limit with EMFILE; a child inherits it; closing makes room.
#include "show.h"

#include <fcntl.h>
#include <sys/resource.h>

static int open_all(void) {
  int count = 0;
  while (open("/dev/null", O_RDONLY) >= 0) count++;
  return count;
}

int main(void) {
  struct rlimit limit;
  for (int file = 3; file < 64; file++) close(file);
  REQUIRE(getrlimit(RLIMIT_NOFILE, &limit) == 0);
  limit.rlim_cur = 20;
  SHOW(setrlimit(RLIMIT_NOFILE, &limit));
  printf("%d files could be opened\n", open_all());
  SHOW(open("/dev/null", O_RDONLY));
  SHOW(dup(0));
  int ends[2];
  SHOW(pipe(ends));
  SHOW(fcntl(0, F_DUPFD, 5));
  SHOW(fcntl(0, F_DUPFD, 20));
  SHOW(dup2(0, 20));
  SHOW(dup2(0, 19));
  close(7);
  close(11);
  SHOW(pipe(ends));
  printf("ends %d and %d\n", ends[0], ends[1]);
  pid_t child = start();
  if (child == 0) {
    SHOW(open("/dev/null", O_RDONLY));
    close(4);
    SHOW(open("/dev/null", O_RDONLY));
    exit(0);
  }
  finish(child);
  limit.rlim_cur = 10;
  SHOW(setrlimit(RLIMIT_NOFILE, &limit));
  SHOW(fcntl(15, F_GETFD));
  close(5);
  SHOW(open("/dev/null", O_RDONLY));
  close(15);
  SHOW(open("/dev/null", O_RDONLY));
}
