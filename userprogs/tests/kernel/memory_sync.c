// msync, mincore, mlock: what they accept, what they refuse, which pages are there.
#include "show.h"

#include <sys/mman.h>

static void show_resident(char *area) {
  unsigned char there[8];
  REQUIRE(mincore(area, 8 * 4096, there) == 0);
  for (int i = 0; i < 8; i++) putchar(there[i] & 1 ? 'x' : '.');
  puts("");
}

int main(void) {
  char *area = mmap(0, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  unsigned char there[8];
  madvise(area, 8 * 4096, MADV_NOHUGEPAGE);
  show_resident(area);
  area[4096] = area[5 * 4096] = 1;
  show_resident(area);
  madvise(area + 4096, 4096, MADV_DONTNEED);
  show_resident(area);
  SHOW(mlock(area + 2 * 4096, 2 * 4096));
  show_resident(area);
  SHOW(munlock(area + 2 * 4096, 2 * 4096));
  show_resident(area);
  SHOW(mincore(area + 1, 4096, there));
  SHOW(mincore(area, 4096, (unsigned char *)16));
  SHOW(msync(area, 4096, MS_ASYNC));
  SHOW(msync(area, 4096, MS_SYNC));
  SHOW(msync(area, 4096, MS_SYNC | MS_ASYNC));
  SHOW(msync(area, 4096, 0x1000));
  SHOW(msync(area + 1, 4096, MS_SYNC));
  munmap(area + 3 * 4096, 4096);
  SHOW(mincore(area, 8 * 4096, there));
  SHOW(msync(area, 8 * 4096, MS_SYNC));
  SHOW(mlock(area, 8 * 4096));
  SHOW(munlock(area, 8 * 4096));
}
