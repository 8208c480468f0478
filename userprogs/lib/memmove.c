// memmove: copies bytes that may overlap.

#include <string.h>
#include "word.h"

// From the end downwards, so that no byte is overwritten before it was read.
static void copy_down(unsigned char *to, const unsigned char *from, size_t size) {
  if ((uintptr_t)to % WORD_SIZE == (uintptr_t)from % WORD_SIZE) {
    for (; size > 0 && !is_aligned(to + size); size--) to[size - 1] = from[size - 1];
    for (; size >= WORD_SIZE; size -= WORD_SIZE)
      *(word *)(to + size - WORD_SIZE) = *(const word *)(from + size - WORD_SIZE);
  }
  for (; size > 0; size--) to[size - 1] = from[size - 1];
}

void *memmove(void *to, const void *from, size_t size) {
  // Upwards is right if the target does not begin inside the source; unsigned, the difference covers both
  // sides.
  if ((uintptr_t)to - (uintptr_t)from >= size) return memcpy(to, from, size);
  copy_down(to, from, size);
  return to;
}
