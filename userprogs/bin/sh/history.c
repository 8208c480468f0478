// The lines that were typed.
#include "sh.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 500 };
static char *lines[MOST_LINES];
static int count, forgotten;

void history_add(const char *line) {
  size_t length = strcspn(line, "\n");
  if (length == 0 || *line == ' ') return;
  if (count > 0 && strncmp(lines[count - 1], line, length) == 0 && lines[count - 1][length] == 0) return;
  if (count == MOST_LINES) {
    free(lines[0]);
    memmove(lines, lines + 1, (MOST_LINES - 1) * sizeof *lines);
    count--;
    forgotten++;
  }
  lines[count] = copy_string(line);
  lines[count++][length] = 0;
}

int history_count(void) { return count; }
const char *history_line(int index) { return index >= 0 && index < count ? lines[index] : ""; }

int history_command(int argc, char **argv) {
  int first = argc > 1 ? count - atoi(argv[1]) : 0;
  for (int i = first < 0 ? 0 : first; i < count; i++) printf("%5d  %s\n", forgotten + i + 1, lines[i]);
  return 0;
}
