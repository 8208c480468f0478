// The lines that were typed; the file HISTFILE has those of the shells before.
#include "sh.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 500 };
static char *lines[MOST_LINES];
static int count, forgotten;

static void keep(const char *line, size_t length) {
  if (count == MOST_LINES) {
    free(lines[0]);
    memmove(lines, lines + 1, (MOST_LINES - 1) * sizeof *lines);
    count--;
    forgotten++;
  }
  lines[count] = copy_string(line);
  lines[count++][length] = 0;
}

static FILE *open_file(const char *mode) {
  const char *path = get_variable("HISTFILE");
  return path == 0 || *path == 0 ? 0 : fopen(path, mode);
}

// The line is in the file at once, so that it is there however the shell ends.
static void write_down(const char *line) {
  FILE *file = open_file("a");
  if (file == 0) return;
  fprintf(file, "%s\n", line);
  fclose(file);
}

void history_add(const char *line) {
  size_t length = strcspn(line, "\n");
  if (length == 0 || *line == ' ') return;
  if (count > 0 && strncmp(lines[count - 1], line, length) == 0 && lines[count - 1][length] == 0) return;
  keep(line, length);
  write_down(lines[count - 1]);
}

// A file that has grown too long is written anew.
void history_load(void) {
  FILE *file = open_file("r");
  char *line = 0;
  size_t room = 0;
  if (file == 0) return;
  while (getline(&line, &room, file) > 0) keep(line, strcspn(line, "\n"));
  fclose(file);
  free(line);
  if (forgotten == 0 || (file = open_file("w")) == 0) return;
  for (int i = 0; i < count; i++) fprintf(file, "%s\n", lines[i]);
  fclose(file);
  forgotten = 0;
}

int history_count(void) { return count; }
const char *history_line(int index) { return index >= 0 && index < count ? lines[index] : ""; }

int history_command(int argc, char **argv) {
  int first = argc > 1 ? count - atoi(argv[1]) : 0;
  for (int i = first < 0 ? 0 : first; i < count; i++) printf("%5d  %s\n", forgotten + i + 1, lines[i]);
  return 0;
}
