// A non-blocking write of more than PIPE_BUF takes what fits; one of PIPE_BUF or less is whole or nothing.
#include "show.h"

#include <fcntl.h>

int main(void) {
  int ends[2];
  static char bytes[200000];
  for (unsigned i = 0; i < sizeof bytes; i++) bytes[i] = i % 251;
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
  SHOW(write(ends[1], bytes, 200000));
  SHOW(write(ends[1], bytes, 5000));
  static char got[65536];
  SHOW(read(ends[0], got, 12288));
  SHOW(memcmp(got, bytes, 12288));
  SHOW(write(ends[1], bytes + 65536, 4096));
  SHOW(write(ends[1], bytes + 69632, 20000));
  SHOW(write(ends[1], bytes, 4096));
  SHOW(read(ends[0], got, 65536));
  SHOW(memcmp(got, bytes + 12288, 65536));
  SHOW(read(ends[0], got, 1));
  for (int round = 0; round < 3; round++) SHOW(write(ends[1], bytes, 30000));
}
