// expand: blanks for tabs.
#define TOOL "expand"
#include "tool.h"

#include <ctype.h>

#include "lines.h"

const char help[] =
  "Usage: expand [OPTION]... [FILE]...\n"
  "Write the FILEs (standard input where there is none, or where FILE is -) with blanks for tabs.\n"
  "\n"
  "  -i, --initial    only those at the beginning of a line\n"
  "  -t, --tabs=N     tabs every N columns (8); or a list of columns, with commas between\n"
  "      --help       show this help\n"
  "\n"
  "Example: expand -t 4 main.c\n";

enum { MOST_STOPS = 64 };
static long stops[MOST_STOPS] = {8};
static int stop_count = 1;
static bool only_initial;

// The column that a tab leads to.
static long next_stop(long column) {
  if (stop_count == 1) return column + stops[0] - column % stops[0];
  for (int i = 0; i < stop_count; i++)
    if (stops[i] > column) return stops[i];
  return column + 1;
}

static void write_expanded(char *line, size_t length, bool has_end) {
  long column = 0;
  bool is_initial = true;
  for (size_t i = 0; i < length; i++) {
    if (line[i] == '\t' && (is_initial || !only_initial)) {
      for (long stop = next_stop(column); column < stop; column++) putchar(' ');
      continue;
    }
    is_initial &= isblank((unsigned char)line[i]) != 0;
    column = line[i] == '\b' ? column - (column > 0) : column + 1;
    putchar(line[i]);
  }
  if (has_end) putchar('\n');
}

static void read_stops(const char *text) {
  for (stop_count = 0; *text != 0 && stop_count < MOST_STOPS; stop_count++) {
    char *end;
    stops[stop_count] = strtol(text, &end, 10);
    if (end == text || stops[stop_count] < 1) fail(FAILURE, "tab size contains invalid character(s): ", text);
    text = end + (*end == ',' || *end == ' ');
  }
  if (stop_count == 0) fail(FAILURE, "tab size cannot be 0", "");
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"initial", no_argument, 0, 'i'}, {"tabs", required_argument, 0, 't'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "it:", names, FAILURE)) != -1;)
    if (option == 'i') only_initial = true;
    else read_stops(optarg);
  return finish(each_line(argv + optind, write_expanded, 0) ? 0 : FAILURE);
}
