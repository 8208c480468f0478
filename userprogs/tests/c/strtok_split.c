// strtok, strtok_r, strsep: pieces of strings, empty ones included or not.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

static void split(const char *text, const char *separators) {
  char copy[64];
  strcpy(copy, text);
  printf("'%s' by '%s':", text, separators);
  for (char *piece = strtok(copy, separators); piece != 0; piece = strtok(0, separators)) printf(" [%s]", piece);
  strcpy(copy, text);
  printf(" strsep");
  char *rest = copy;
  for (char *piece; (piece = strsep(&rest, separators)) != 0;) printf(" [%s]", piece);
  printf("\n");
}

int main(void) {
  split("one two three", " ");
  split("  one   two  ", " ");
  split("a,b;c,,d;", ",;");
  split("", ",");
  split(",,,", ",");
  split("whole", ",");
  split("key=value=more", "=");
  // Two at once: pairs in a list.
  char list[] = "a=1&b=2&&c=&=4";
  char *outer, *inner;
  for (char *pair = strtok_r(list, "&", &outer); pair != 0; pair = strtok_r(0, "&", &outer)) {
    char *key = strtok_r(pair, "=", &inner), *value = strtok_r(0, "=", &inner);
    printf("%s -> %s\n", key, value == 0 ? "nothing" : value);
  }
  return 0;
}
