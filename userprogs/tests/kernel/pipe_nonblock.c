// O_NONBLOCK: EAGAIN when a pipe is empty or full; it holds 64 KiB; a page of room lets small writes in again.
#include "show.h"

#include <fcntl.h>

int main(void) {
  int ends[2];
  static char bytes[65536];
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
  SHOW(read(ends[0], bytes, 1));
  int total = 0, count;
  while ((count = write(ends[1], bytes, 4096)) > 0) total += count;
  printf("full after %d bytes: %d, %s\n", total, count, error_name(errno));
  SHOW(write(ends[1], bytes, 1));
  SHOW(read(ends[0], bytes, 4095));
  SHOW(write(ends[1], bytes, 1));
  SHOW(read(ends[0], bytes, 1));
  SHOW(write(ends[1], bytes, 4096));
  SHOW(write(ends[1], bytes, 1));
  SHOW(read(ends[0], bytes, 8192));
  SHOW(write(ends[1], bytes, 65536));
  total = 0;
  while ((count = read(ends[0], bytes, 1000)) > 0) total += count;
  printf("then %d bytes were read: %s\n", total, error_name(errno));
  SHOW(write(ends[1], bytes, 65536));
  SHOW(read(ends[0], bytes, 65536));
  SHOW(fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) & ~O_NONBLOCK));
  SHOW((fcntl(ends[1], F_GETFL) & O_NONBLOCK) != 0);
  close(ends[1]);
  SHOW(read(ends[0], bytes, 1));
}
