// strcpy, strncpy, strcat, strncat, stpcpy, strdup: what they write and what they leave alone.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char buffer[40];

static void show(const char *name) {
  printf("%-12s", name);
  for (size_t i = 0; i < sizeof buffer; i++) putchar(buffer[i] == 0 ? '.' : buffer[i]);
  putchar('\n');
}

static void clear(void) { memset(buffer, '#', sizeof buffer); }

int main(void) {
  for (int length = 0; length < 20; length++) {
    char source[24];
    memset(source, 'a' + length, sizeof source);
    source[length] = 0;
    for (int offset = 0; offset < 3; offset++) {
      clear();
      strcpy(buffer + offset, source);
      show("strcpy");
    }
    clear();
    strncpy(buffer + 2, source, 10);
    show("strncpy");
    clear();
    strcpy(buffer, "<");
    strcat(buffer, source);
    strncat(buffer, "0123456789", 4);
    show("strcat");
  }
  clear();
  char *end = stpcpy(stpcpy(stpcpy(buffer, "one"), " two"), " three");
  printf("%td %s\n", end - buffer, buffer);
  clear();
  end = stpncpy(buffer, "abc", 8);
  printf("%td ", end - buffer);
  show("stpncpy");
  char *whole = strdup("a copy of mine"), *part = strndup("a copy of mine", 6);
  whole[0] = 'A';
  printf("%s|%s|%zu\n", whole, part, strlen(part));
  free(whole);
  free(part);
  end = mempcpy(buffer, "xyz", 3);
  printf("%td\n", end - buffer);
  printf("%s\n", memccpy(buffer, "stop here", ' ', 9) == buffer + 5 ? "after the blank" : "elsewhere");
  printf("%s\n", memccpy(buffer, "stop", '!', 4) == 0 ? "none" : "found");
  return 0;
}
