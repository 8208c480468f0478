// getrandom: as many bytes as asked for, not all the same; flags and pointers are checked.
#include "show.h"

#include <sys/random.h>

int main(void) {
  static unsigned char first[4096], second[4096];
  SHOW(getrandom(first, sizeof first, 0));
  SHOW(getrandom(second, sizeof second, 0));
  printf("two are different: %d\n", memcmp(first, second, sizeof first) != 0);
  int counts[256] = {0}, seen = 0;
  for (unsigned i = 0; i < sizeof first; i++) counts[first[i]]++;
  for (int i = 0; i < 256; i++) seen += counts[i] > 0;
  printf("nearly every byte comes: %d\n", seen > 250);
  SHOW(getrandom(first, 0, 0));
  SHOW(getrandom(first, 16, GRND_NONBLOCK));
  SHOW(getrandom(first, 16, 0x100));
  SHOW(getrandom((void *)16, 16, 0));
  unsigned char in_child[16], in_parent[16];
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  pid_t child = start();
  if (child == 0) {
    getrandom(in_child, 16, 0);
    _exit(write(ends[1], in_child, 16) != 16);
  }
  getrandom(in_parent, 16, 0);
  REQUIRE(read(ends[0], in_child, 16) == 16);
  finish(child);
  printf("a child gets others: %d\n", memcmp(in_child, in_parent, 16) != 0);
}
