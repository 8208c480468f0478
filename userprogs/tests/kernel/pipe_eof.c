// A pipe ends when its last writer has closed: what is in it is read first, then comes 0, again and again.
#include "show.h"

int main(void) {
  int ends[2];
  char bytes[16];
  REQUIRE(pipe(ends) == 0);
  REQUIRE(write(ends[1], "hello", 5) == 5);
  int copy = dup(ends[1]);
  close(ends[1]);
  SHOW(read(ends[0], bytes, 2));
  REQUIRE(write(copy, " world", 6) == 6);
  close(copy);
  SHOW(read(ends[0], bytes, 16));
  printf("%.9s\n", bytes);
  SHOW(read(ends[0], bytes, 16));
  SHOW(read(ends[0], bytes, 16));
  SHOW(read(ends[0], bytes, 0));
  close(ends[0]);
  for (int writers = 1; writers <= 4; writers++) {
    REQUIRE(pipe(ends) == 0);
    for (int i = 0; i < writers; i++)
      if (start() == 0) {
        REQUIRE(write(ends[1], "abcdefgh", 8) == 8);
        _exit(0);
      }
    close(ends[1]);
    int total = 0, count;
    while ((count = read(ends[0], bytes, 5)) > 0) total += count;
    printf("%d writers: %d bytes and then %d\n", writers, total, count);
    close(ends[0]);
    while (wait(0) > 0) {}
  }
}
