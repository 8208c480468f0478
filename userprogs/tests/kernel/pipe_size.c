// F_SETPIPE_SZ: sizes are rounded up to a power of two of pages; a pipe cannot become smaller than what it holds.
#include "show.h"

#include <fcntl.h>

int main(void) {
  int ends[2];
  static char bytes[65536];
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
  SHOW(fcntl(ends[0], F_GETPIPE_SZ));
  SHOW(fcntl(ends[1], F_SETPIPE_SZ, 4096));
  SHOW(fcntl(ends[0], F_GETPIPE_SZ));
  SHOW(write(ends[1], bytes, 10000));
  SHOW(fcntl(ends[1], F_SETPIPE_SZ, 5000));
  SHOW(fcntl(ends[0], F_SETPIPE_SZ, 20000));
  SHOW(write(ends[1], bytes, 65536));
  SHOW(fcntl(ends[0], F_SETPIPE_SZ, 4096));
  SHOW(read(ends[0], bytes, 65536));
  SHOW(fcntl(ends[0], F_SETPIPE_SZ, 1));
  SHOW(fcntl(ends[0], F_SETPIPE_SZ, 262144));
  int total = 0, count;
  while ((count = write(ends[1], bytes, 65536)) > 0) total += count;
  printf("it holds %d\n", total);
  SHOW(fcntl(1000, F_GETPIPE_SZ));
}
