// strchr, strstr and their kin: find in strings.

#include <string.h>
#include <strings.h>

// The first place of the character, or the string's zero.
char *strchrnul(const char *text, int character) {
  while (*text != 0 && *text != (char)character) text++;
  return (char *)text;
}

char *strchr(const char *text, int character) {
  char *found = strchrnul(text, character);
  return *found == (char)character ? found : 0;
}

char *strrchr(const char *text, int character) { return memrchr(text, character, strlen(text) + 1); }

char *strstr(const char *text, const char *wanted) {
  return memmem(text, strlen(text), wanted, strlen(wanted));
}

char *strcasestr(const char *text, const char *wanted) {
  size_t length = strlen(wanted);
  for (;; text++) {
    if (strncasecmp(text, wanted, length) == 0) return (char *)text;
    if (*text == 0) return 0;
  }
}
