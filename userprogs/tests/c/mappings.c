// mmap, munmap and sbrk: zeroed pages, alignment, fixed places, refusals.
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *map(size_t size) { return mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }

int main(void) {
  char *first = map(1), *second = map(1 << 20);
  printf("%d %d %d\n", first != MAP_FAILED, (uintptr_t)first % 4096 == 0, (uintptr_t)second % 4096 == 0);
  int sum = 0;
  for (int i = 0; i < 1 << 20; i += 4096) sum += second[i];
  memset(second, 7, 1 << 20);
  for (int i = 0; i < 1 << 20; i += 4095) sum += second[i];
  printf("%d\n", sum);
  // A hole in the middle, filled again.
  printf("%d\n", munmap(second + 8192, 4096));
  char *again = mmap(second + 8192, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  printf("%d %d %d %d\n", again == second + 8192, again[0], second[8191], second[12288]);
  printf("%d %d\n", munmap(second, 1 << 20), munmap(first, 4096));
  errno = 0;
  char *none = map(0);
  printf("%d %d\n", none == MAP_FAILED, errno == EINVAL);
  errno = 0;
  int result = munmap((void *)4097, 4096);
  printf("%d %d\n", result, errno == EINVAL);
  char *old = sbrk(0), *grown = sbrk(10000);
  memset(grown, 1, 10000);
  printf("%d %td\n", grown == old, (char *)sbrk(0) - old);
  char *end = sbrk(-10000);
  printf("%d %d\n", end == old + 10000, sbrk(0) == old);
  return 0;
}
