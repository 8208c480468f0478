// MAP_FIXED replaces what is there, page for page; MAP_FIXED_NOREPLACE refuses; a hint is only a hint.
#include "show.h"

#include <sys/mman.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif

int main(void) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
  char *area = mmap(0, 5 * 4096, PROT_READ | PROT_WRITE, flags, -1, 0);
  for (int i = 0; i < 5; i++) area[i * 4096] = 'a' + i;
  char *middle = mmap(area + 4096, 2 * 4096, PROT_READ | PROT_WRITE, flags | MAP_FIXED, -1, 0);
  printf("where it was asked for: %d\n", middle == area + 4096);
  for (int i = 0; i < 5; i++) printf("page %d: %d\n", i, area[i * 4096]);
  SHOW((long)mmap(area + 4096, 4096, PROT_READ, flags | MAP_FIXED_NOREPLACE, -1, 0));
  char *elsewhere = mmap(area, 4096, PROT_READ | PROT_WRITE, flags, -1, 0);
  printf("a hint at a taken place gives another: %d\n", elsewhere != area && elsewhere != MAP_FAILED);
  munmap(area + 2 * 4096, 4096);
  char *again = mmap(area + 2 * 4096, 4096, PROT_READ | PROT_WRITE, flags | MAP_FIXED_NOREPLACE, -1, 0);
  printf("in the hole: %d, zero: %d\n", again == area + 2 * 4096, again[0] == 0);
  munmap(area + 2 * 4096, 4096);
  again = mmap(area + 2 * 4096, 4096, PROT_READ | PROT_WRITE, flags, -1, 0);
  printf("a hint at a free place is taken: %d\n", again == area + 2 * 4096);
  SHOW((long)mmap(area + 1, 4096, PROT_READ, flags | MAP_FIXED, -1, 0));
  for (int i = 0; i < 5; i++) area[i * 4096] = i;
  printf("all five can be written: %d\n", area[4 * 4096]);
}
