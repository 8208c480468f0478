// Older names of functions on memory and strings.

#include <string.h>
#include "internal.h"

WEAK void bzero(void *memory, size_t size) { memset(memory, 0, size); }
WEAK void bcopy(const void *from, void *to, size_t size) { memmove(to, from, size); }
WEAK int bcmp(const void *a, const void *b, size_t size) { return memcmp(a, b, size); }
WEAK char *index(const char *text, int character) { return strchr(text, character); }
WEAK char *rindex(const char *text, int character) { return strrchr(text, character); }
WEAK int ffs(int value) { return __builtin_ffs(value); }
WEAK int ffsl(long value) { return __builtin_ffsl(value); }
WEAK int ffsll(long long value) { return __builtin_ffsll(value); }

// The compiler may not leave it out, even if nothing reads the memory afterwards.
WEAK void explicit_bzero(void *memory, size_t size) {
  memset(memory, 0, size);
  __asm__ volatile("" : : "r"(memory) : "memory");
}

WEAK void *rawmemchr(const void *memory, int byte) { return memchr(memory, byte, (size_t)-1); }

// GNU's: what is behind the last slash.
WEAK char *basename(const char *path) {
  const char *slash = strrchr(path, '/');
  return (char *)(slash != 0 ? slash + 1 : path);
}
