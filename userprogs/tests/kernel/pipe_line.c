// A pipeline as a shell makes it: five processes with their standard streams joined by pipes.
#include "show.h"

#include <ctype.h>

static void produce(void) {
  for (int i = 1; i <= 200; i++) printf("line %d of the text\n", i * 37 % 101);
}

static void upper(void) {
  for (int c; (c = getchar()) != EOF;) putchar(toupper(c));
}

static void filter(void) {
  char line[80];
  while (fgets(line, sizeof line, stdin))
    if (strchr(line, '7')) fputs(line, stdout);
}

static int compare(const void *a, const void *b) { return strcmp(a, b); }

static void sort(void) {
  static char lines[300][80];
  int count = 0;
  while (fgets(lines[count], 80, stdin)) count++;
  qsort(lines, count, 80, compare);
  for (int i = 0; i < count; i++)
    if (i == 0 || strcmp(lines[i], lines[i - 1]) != 0) fputs(lines[i], stdout);
}

int main(void) {
  void (*stages[])(void) = {produce, upper, filter, sort};
  int input = 0, ends[2];
  for (int i = 0; i < 4; i++) {
    REQUIRE(pipe(ends) == 0);
    if (start() == 0) {
      dup2(input, 0);
      dup2(ends[1], 1);
      close(ends[0]);
      close(ends[1]);
      stages[i]();
      exit(0);
    }
    close(ends[1]);
    if (input != 0) close(input);
    input = ends[0];
  }
  char bytes[512];
  for (int count; (count = read(input, bytes, sizeof bytes)) > 0;) fwrite(bytes, 1, count, stdout);
  while (wait(0) > 0) {}
}
