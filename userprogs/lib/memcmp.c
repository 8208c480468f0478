// memcmp: compares memory as unsigned bytes.

#include <string.h>
#include "word.h"

int memcmp(const void *a, const void *b, size_t size) {
  const unsigned char *left = a, *right = b;
  if (((uintptr_t)a | (uintptr_t)b) % WORD_SIZE == 0)
    for (; size >= WORD_SIZE && *(const word *)left == *(const word *)right; size -= WORD_SIZE) {
      left += WORD_SIZE;
      right += WORD_SIZE;
    }
  for (; size > 0; size--, left++, right++)
    if (*left != *right) return *left - *right;
  return 0;
}
