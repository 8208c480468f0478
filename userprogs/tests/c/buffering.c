// Streams with buffers of all kinds: what is written arrives whole and in order.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char large[10000];

int main(void) {
  static char own[100];
  setvbuf(stdout, own, _IOFBF, sizeof own);
  for (int i = 0; i < 50; i++) printf("%d%s", i, i % 10 == 9 ? "\n" : ",");
  fflush(stdout);
  write(1, "straight\n", 9);
  memset(large, 'x', sizeof large);
  large[sizeof large - 2] = '\n';
  fwrite(large, 1, 10, stdout);
  fwrite(large, 1, sizeof large - 1, stdout);
  fputs("after\n", stdout);
  printf("%zu\n", fwrite("abcdefgh", 3, 2, stdout));
  printf("%zu\n", fwrite("x", 0, 5, stdout) + fwrite("x", 5, 0, stdout));
  fprintf(stdout, "%s", large + 9900);
  putchar('\n');
  puts("");
  putc('e', stdout);
  fputc('\n', stdout);
  int written = fputc(300, stdout);
  printf("%d %d\n", written, puts("!") >= 0);
  FILE *again = fdopen(1, "w");
  setvbuf(again, 0, _IONBF, 0);
  fflush(stdout);
  fprintf(again, "without a buffer %d\n", 1);
  dprintf(1, "by descriptor %s\n", "one");
  printf("%d\n", fclose(again));
  printf("lost: the descriptor is closed\n");
  return 5;
}
