// memcpy: copies bytes that do not overlap, eight at a time.

#include <string.h>
#include "word.h"

// Copies whole words between two aligned places. Returns how many bytes it copied.
static size_t copy_words(word *to, const word *from, size_t size) {
  size_t count = size / WORD_SIZE, i = 0;
  for (; i + 4 <= count; i += 4) {
    word a = from[i], b = from[i + 1], c = from[i + 2], d = from[i + 3];
    to[i] = a;
    to[i + 1] = b;
    to[i + 2] = c;
    to[i + 3] = d;
  }
  for (; i < count; i++) to[i] = from[i];
  return count * WORD_SIZE;
}

// Copies whole words from a source that is not aligned: each is put together from the two aligned words that
// hold its parts. Returns how many bytes it copied.
static size_t merge_words(word *to, const unsigned char *from, size_t size) {
  unsigned shift = (uintptr_t)from % WORD_SIZE * 8;
  const word *source = (const word *)(from - shift / 8);
  size_t count = size / WORD_SIZE;
  word low = source[0];
  for (size_t i = 0; i < count; i++) {
    word high = source[i + 1];
    to[i] = low >> shift | high << (64 - shift);
    low = high;
  }
  return count * WORD_SIZE;
}

// It goes upwards and reads each byte before it writes past it: memmove relies on that. (So `restrict` must
// not stand here.)
void *memcpy(void *to, const void *from, size_t size) {
  unsigned char *target = to;
  const unsigned char *source = from;
  if (size >= 2 * WORD_SIZE) {
    for (; !is_aligned(target); size--) *target++ = *source++;
    size_t copied = is_aligned(source) ? copy_words((word *)target, (const word *)source, size)
                                       : merge_words((word *)target, source, size);
    target += copied;
    source += copied;
    size -= copied;
  }
  for (; size > 0; size--) *target++ = *source++;
  return to;
}

// As memcpy, but returns where the copy ends.
void *mempcpy(void *restrict to, const void *restrict from, size_t size) {
  return (char *)memcpy(to, from, size) + size;
}

// Copies up to and with the first byte that is `last`; returns the place after its copy, or null if there was
// none.
void *memccpy(void *restrict to, const void *restrict from, int last, size_t size) {
  const char *found = memchr(from, last, size);
  size_t length = found == 0 ? size : (size_t)(found - (const char *)from) + 1;
  memcpy(to, from, length);
  return found == 0 ? 0 : (char *)to + length;
}
