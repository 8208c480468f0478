// memset: fills memory with one byte.

#include <string.h>
#include "word.h"

void *memset(void *memory, int byte, size_t size) {
  unsigned char *target = memory;
  if (size >= 2 * WORD_SIZE) {
    for (; !is_aligned(target); size--) *target++ = (unsigned char)byte;
    word pattern = (unsigned char)byte * EACH_BYTE;
    for (; size >= 4 * WORD_SIZE; size -= 4 * WORD_SIZE, target += 4 * WORD_SIZE) {
      word *words = (word *)target;
      words[0] = pattern;
      words[1] = pattern;
      words[2] = pattern;
      words[3] = pattern;
    }
    for (; size >= WORD_SIZE; size -= WORD_SIZE, target += WORD_SIZE) *(word *)target = pattern;
  }
  for (; size > 0; size--) *target++ = (unsigned char)byte;
  return memory;
}
