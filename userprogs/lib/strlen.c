// strlen, strnlen: how long a string is.

#include <string.h>
#include "word.h"

size_t strlen(const char *text) {
  const char *p = text;
  for (; !is_aligned(p); p++)
    if (*p == 0) return (size_t)(p - text);
  while (!has_zero_byte(*(const word *)p)) p += WORD_SIZE;
  while (*p != 0) p++;
  return (size_t)(p - text);
}

size_t strnlen(const char *text, size_t limit) {
  const char *end = memchr(text, 0, limit);
  return end == 0 ? limit : (size_t)(end - text);
}
