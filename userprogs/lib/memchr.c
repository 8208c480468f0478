// memchr, memrchr, memmem: find in memory.

#include <string.h>
#include "word.h"

void *memchr(const void *memory, int byte, size_t size) {
  const unsigned char *p = memory;
  for (; size > 0 && !is_aligned(p); size--, p++)
    if (*p == (unsigned char)byte) return (void *)p;
  word pattern = (unsigned char)byte * EACH_BYTE;
  for (; size >= WORD_SIZE && !has_zero_byte(*(const word *)p ^ pattern); size -= WORD_SIZE) p += WORD_SIZE;
  for (; size > 0; size--, p++)
    if (*p == (unsigned char)byte) return (void *)p;
  return 0;
}

void *memrchr(const void *memory, int byte, size_t size) {
  const unsigned char *p = memory;
  while (size > 0)
    if (p[--size] == (unsigned char)byte) return (void *)(p + size);
  return 0;
}

void *memmem(const void *memory, size_t size, const void *wanted, size_t wanted_size) {
  if (wanted_size == 0) return (void *)memory;
  const char *p = memory, *first = wanted;
  while (size >= wanted_size) {
    const char *candidate = memchr(p, *first, size - wanted_size + 1);
    if (candidate == 0) return 0;
    if (memcmp(candidate, wanted, wanted_size) == 0) return (void *)candidate;
    size -= (size_t)(candidate + 1 - p);
    p = candidate + 1;
  }
  return 0;
}
