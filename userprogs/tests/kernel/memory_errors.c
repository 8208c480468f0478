// What mmap and its relatives refuse.
#include "show.h"

#include <fcntl.h>
#include <sys/mman.h>

int main(void) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS, ends[2];
  int reader = open("/dev/null", O_RDONLY), folder = open("/tmp", O_RDONLY);
  REQUIRE(pipe(ends) == 0);
  char *page = mmap(0, 4096, PROT_READ, flags, -1, 0);
  volatile int minus_one = -1;
  SHOW((long)mmap(0, 0, PROT_READ, flags, -1, 0));
  SHOW((long)mmap(0, 4096, PROT_READ, MAP_ANONYMOUS, -1, 0));
  SHOW((long)mmap(0, 4096, PROT_READ, MAP_PRIVATE, minus_one, 0));
  SHOW((long)mmap(0, 4096, PROT_READ, MAP_PRIVATE, 1000, 0));
  SHOW((long)mmap(0, 4096, PROT_READ, MAP_PRIVATE, ends[0], 0));
  SHOW((long)mmap(0, 4096, PROT_READ, MAP_PRIVATE, folder, 0));
  SHOW((long)mmap(0, 4096, PROT_READ, MAP_PRIVATE, reader, 0) == -1);
  SHOW((long)mmap(0, 4096, PROT_READ, MAP_PRIVATE, 1000, 1));
  SHOW((long)mmap(0, 1ul << 60, PROT_READ, flags, -1, 0));
  SHOW((long)mmap(0, -1ul, PROT_READ, flags, -1, 0));
  SHOW((long)mmap((void *)~0xffful, 4096, PROT_READ, flags | MAP_FIXED, -1, 0));
  SHOW((long)mmap((void *)0x7ffffffffffff000, 4096, PROT_READ, flags | MAP_FIXED, -1, 0));
  SHOW(munmap((void *)1, 4096));
  SHOW(munmap(page, 0));
  SHOW(munmap((void *)~0xffful, 4096));
  SHOW(munmap(page, 1ul << 60));
  SHOW(munmap((void *)0x10000000, 4096));
  SHOW(mprotect((void *)0x10000000, 4096, PROT_READ));
  SHOW(msync((void *)0x10000000, 4096, MS_SYNC));
  SHOW(madvise((void *)0x10000000, 4096, MADV_DONTNEED));
  SHOW(mlock((void *)0x10000000, 4096));
  SHOW(munmap(page, 4096));
  SHOW(munmap(page, 4096));
}
