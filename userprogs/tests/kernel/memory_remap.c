// mremap: makes a mapping shorter, longer where there is room, or moves it with all that is in it.
#include "show.h"

#include <sys/mman.h>

static char *area;

static int intact(const char *bytes, int pages) {
  for (int i = 0; i < pages; i++)
    if (bytes[i * 4096] != 'a' + i) return 0;
  return 1;
}

int main(void) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS, protection = PROT_READ | PROT_WRITE;
  area = mmap(0, 20 * 4096, protection, flags, -1, 0);
  for (int i = 0; i < 20; i++) area[i * 4096] = 'a' + i;
  char *same = mremap(area, 20 * 4096, 10 * 4096, 0);
  printf("shorter: in place %d, intact %d\n", same == area, intact(area, 10));
  same = mremap(area, 10 * 4096, 15 * 4096, 0);
  printf("longer, into the free space: in place %d, intact %d, zero behind %d\n", same == area, intact(area, 10),
         area[12 * 4096] == 0);
  char *wall = mmap(area + 15 * 4096, 4096, protection, flags | MAP_FIXED, -1, 0);
  wall[0] = 'W';
  SHOW((long)mremap(area, 15 * 4096, 16 * 4096, 0));
  char *moved = mremap(area, 15 * 4096, 30 * 4096, MREMAP_MAYMOVE);
  printf("moved: %d, intact %d, zero behind %d, the wall stands: %d\n", moved != area, intact(moved, 10),
         moved[29 * 4096] == 0, wall[0] == 'W');
  char *target = mmap(0, 40 * 4096, protection, flags, -1, 0);
  char *there = mremap(moved, 30 * 4096, 30 * 4096, MREMAP_MAYMOVE | MREMAP_FIXED, target);
  printf("to a place given: %d, intact %d\n", there == target, intact(target, 10));
  pid_t child = start();
  if (child == 0) {
    char *childs = mremap(target, 30 * 4096, 60 * 4096, MREMAP_MAYMOVE);
    childs[0] = '!';
    _exit(!intact(childs + 4096 * 0, 0));
  }
  finish(child);
  printf("the parent's is intact: %d\n", intact(target, 10));
  SHOW((long)mremap(target + 1, 4096, 8192, MREMAP_MAYMOVE));
  SHOW((long)mremap(target, 4096, 0, MREMAP_MAYMOVE));
  SHOW((long)mremap(target, 4096, 8192, 0x100));
  SHOW((long)mremap((void *)0x10000000000, 4096, 8192, MREMAP_MAYMOVE) == -1);
  SHOW((long)mremap(target, 8192, 8192, MREMAP_FIXED, target));
  SHOW((long)mremap(target, 8192, 8192, MREMAP_MAYMOVE | MREMAP_FIXED, target + 4096));
}
