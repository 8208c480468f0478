// Shared anonymous memory is one for parent and children, also when one of them is no more; private memory is not.
#include "show.h"

#include <sys/mman.h>

static int *map(int flags) {
  int *words = mmap(0, 16384, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
  REQUIRE(words != MAP_FAILED);
  return words;
}

int main(void) {
  int *shared = map(MAP_SHARED), *private = map(MAP_PRIVATE);
  shared[0] = private[0] = 1;
  for (int i = 1; i <= 4; i++) {
    pid_t child = start();
    if (child == 0) {
      shared[0] += 10, private[0] += 10;
      shared[i * 1000 % 4096] = private[i * 1000 % 4096] = i;
      if (i == 4) munmap(shared, 16384);
      _exit(private[0]);
    }
    show_status("child", finish(child));
    printf("shared %d %d, private %d %d\n", shared[0], shared[i * 1000 % 4096], private[0], private[i * 1000 % 4096]);
  }
  // A grandchild writes a page that no one touched before, when its parent has ended.
  int ends[2];
  char byte;
  REQUIRE(pipe(ends) == 0);
  pid_t child = start();
  if (child == 0) {
    if (start() == 0) {
      close(ends[0]);
      shared[3000] = 3000;
      _exit(write(ends[1], "x", 1) != 1);
    }
    _exit(0);
  }
  close(ends[1]);
  finish(child);
  REQUIRE(read(ends[0], &byte, 1) == 1);
  printf("from the grandchild %d\n", shared[3000]);
}
