// getline and getdelim: lines of any length, none lost, the last one without its newline.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *line = 0;
  size_t capacity = 0, longest = 0;
  ssize_t length;
  int count = 0;
  unsigned sum = 0;
  while ((length = getline(&line, &capacity, stdin)) >= 0) {
    count++;
    for (ssize_t i = 0; i < length; i++) sum = sum * 31 + (unsigned char)line[i];
    if ((size_t)length > longest) longest = (size_t)length;
    if (strlen(line) != (size_t)length) printf("line %d has a zero at %zu\n", count, strlen(line));
    if (capacity <= (size_t)length) printf("too small\n");
  }
  printf("%d lines, longest %zu, sum %u, %d\n", count, longest, sum, feof(stdin) != 0);
  rewind(stdin);
  int pieces = 0;
  while ((length = getdelim(&line, &capacity, ',', stdin)) >= 0) {
    if (pieces++ < 5) printf("%zd ", length);
  }
  printf("%d pieces\n", pieces);
  free(line);
  return 0;
}
