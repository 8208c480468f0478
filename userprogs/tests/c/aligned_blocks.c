// aligned_alloc and posix_memalign: every power of two, mixed with ordinary blocks.
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  void *blocks[200];
  int count = 0, wrong = 0;
  for (size_t alignment = 8; alignment <= 65536; alignment *= 2)
    for (size_t size = 1; size < 100000; size *= 7) {
      void *block = 0;
      int result = posix_memalign(&block, alignment, size);
      wrong += result != 0 || (uintptr_t)block % alignment != 0;
      memset(block, 0xab, size);
      blocks[count++] = block;
      block = aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
      wrong += block == 0 || (uintptr_t)block % alignment != 0;
      memset(block, 0xcd, size);
      if (count % 3 == 0) free(block);
      else blocks[count++] = block;
    }
  printf("%d blocks, %d wrong\n", count, wrong);
  for (int i = 0; i < count; i += 2) free(blocks[i]);
  for (int i = 1; i < count; i += 2) free(blocks[i]);
  void *block = 0;
  printf("%d %d %d\n", posix_memalign(&block, 24, 8) == EINVAL, posix_memalign(&block, 4, 8) == EINVAL, block == 0);
  char *big = malloc(1000000);
  memset(big, 1, 1000000);
  printf("%d\n", big[999999]);
  free(big);
  return 0;
}
