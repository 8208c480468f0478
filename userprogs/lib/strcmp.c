// strcmp and its kin: compare strings as unsigned characters.

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "word.h"

int strcmp(const char *a, const char *b) {
  const unsigned char *left = (const unsigned char *)a, *right = (const unsigned char *)b;
  if (((uintptr_t)a | (uintptr_t)b) % WORD_SIZE == 0)
    while (*(const word *)left == *(const word *)right && !has_zero_byte(*(const word *)left)) {
      left += WORD_SIZE;
      right += WORD_SIZE;
    }
  for (; *left == *right && *left != 0; left++) right++;
  return *left - *right;
}

int strncmp(const char *a, const char *b, size_t limit) {
  const unsigned char *left = (const unsigned char *)a, *right = (const unsigned char *)b;
  for (; limit > 0; limit--, left++, right++)
    if (*left != *right || *left == 0) return *left - *right;
  return 0;
}

// The only locale is C, where the order of strings is that of their bytes.
int strcoll(const char *a, const char *b) { return strcmp(a, b); }

size_t strxfrm(char *restrict to, const char *restrict from, size_t size) { return strlcpy(to, from, size); }

int strcasecmp(const char *a, const char *b) { return strncasecmp(a, b, (size_t)-1); }

int strncasecmp(const char *a, const char *b, size_t limit) {
  for (; limit > 0; limit--, a++, b++) {
    int left = tolower((unsigned char)*a), right = tolower((unsigned char)*b);
    if (left != right || left == 0) return left - right;
  }
  return 0;
}

int ffs(int value) {
  for (int bit = 1; value != 0; bit++) {
    if (value & 1) return bit;
    value = (int)((unsigned)value >> 1);
  }
  return 0;
}
