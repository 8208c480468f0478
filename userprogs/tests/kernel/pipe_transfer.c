// A big transfer through a pipe: odd sizes on both sides, and every byte arrives in order.
#include "show.h"

enum { TOTAL = 600000 };

static unsigned next(unsigned *state) { return *state = *state * 1103515245 + 12345, *state >> 16; }

int main(void) {
  int ends[2];
  static unsigned char bytes[TOTAL];
  for (int i = 0; i < TOTAL; i++) bytes[i] = i ^ i >> 8;
  REQUIRE(pipe(ends) == 0);
  pid_t child = start();
  if (child == 0) {
    unsigned seed = 1;
    int done = 0;
    while (done < TOTAL) {
      int size = next(&seed) % 20000 + 1;
      if (size > TOTAL - done) size = TOTAL - done;
      REQUIRE(write(ends[1], bytes + done, size) == size);
      done += size;
    }
    _exit(0);
  }
  close(ends[1]);
  static unsigned char got[TOTAL];
  unsigned seed = 2;
  int total = 0, count;
  while ((count = read(ends[0], got + total, next(&seed) % 9000 + 1)) > 0) total += count;
  printf("%d bytes, the same: %d\n", total, memcmp(bytes, got, TOTAL) == 0);
  show_status("writer", finish(child));
}
