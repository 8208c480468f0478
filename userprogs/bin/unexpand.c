// unexpand: blanks as tabs.
#define TOOL "unexpand"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: unexpand [OPTION]... [FILE]...\n"
  "Write the FILEs, or standard input, with tabs in the place of the blanks at the beginnings of lines.\n"
  "\n"
  "  -a, --all         all blanks that lead to a tab stop, if there are two or more\n"
  "      --first-only  only those at the beginnings, whatever else is said\n"
  "  -t, --tabs=LIST   a tab stop every so many columns (8), or at the columns of a list; implies -a\n"
  "      --help        show this help\n"
  "\n"
  "Example: unexpand -t 4 source.c\n";

enum { MOST_STOPS = 100 };
static size_t stops[MOST_STOPS], stop_count, distance = 8;
static bool changes_all, only_first;

static void read_stops(char *text) {
  for (char *word = strtok(text, ", "); word != 0; word = strtok(0, ", ")) {
    char *end;
    unsigned long stop = strtoul(word, &end, 10);
    if (!isdigit((unsigned char)*word) || *end != 0) fail(FAILURE, "tab size contains invalid character(s): ", word);
    if (stop == 0) fail(FAILURE, "tab size cannot be 0", "");
    if (stop_count > 0 && stop <= stops[stop_count - 1]) fail(FAILURE, "tab sizes must be ascending", "");
    if (stop_count == MOST_STOPS) fail(FAILURE, "too many tab stops", "");
    stops[stop_count++] = stop;
  }
  if (stop_count == 1) distance = stops[0], stop_count = 0;
}

// The first tab stop behind a column; 0 if there is none.
static size_t next_stop(size_t column) {
  if (stop_count == 0) return (column / distance + 1) * distance;
  for (size_t i = 0; i < stop_count; i++)
    if (stops[i] > column) return stops[i];
  return 0;
}

// The blanks between two columns, as tabs as far as those lead. A single blank before a tab stop stays one, unless
// tabs follow.
static void put_blanks(size_t from, size_t to, bool ends_with_tab) {
  while (from < to) {
    size_t stop = next_stop(from);
    bool is_single = stop == from + 1 && to == stop && !ends_with_tab;
    if (stop == 0 || stop > to || is_single) break;
    putchar('\t');
    from = stop;
  }
  for (; from < to; from++) putchar(' ');
}

static void write_file(FILE *file) {
  size_t column = 0, blanks_from = 0;
  bool in_blanks = true, is_start = true, had_tab = false;
  for (int c; (c = getc(file)) != EOF;) {
    bool may_change = changes_all || is_start;
    if ((c == ' ' || c == '\t') && may_change) {
      if (!in_blanks) blanks_from = column, in_blanks = true, had_tab = false;
      size_t stop = next_stop(column);
      if (c == '\t' && stop == 0) {
        put_blanks(blanks_from, column, false);
        putchar('\t');
        in_blanks = is_start = false;
        continue;
      }
      had_tab = c == '\t';
      column = c == '\t' ? stop : column + 1;
      continue;
    }
    if (in_blanks) put_blanks(blanks_from, column, is_start || had_tab);
    in_blanks = false;
    putchar(c);
    if (c == '\n') {
      column = blanks_from = 0;
      in_blanks = is_start = true;
      had_tab = false;
    } else {
      is_start = false;
      if (c == '\b') column -= column > 0;
      else column++;
    }
  }
  if (in_blanks) put_blanks(blanks_from, column, is_start || had_tab);
}

int main(int argc, char **argv) {
  enum { FIRST_ONLY = 2000 };
  static const struct option names[] = {
    {"all", no_argument, 0, 'a'}, {"first-only", no_argument, 0, FIRST_ONLY},
    {"tabs", required_argument, 0, 't'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "at:", names, FAILURE)) != -1;) switch (option) {
    case 'a': changes_all = true; break;
    case FIRST_ONLY: only_first = true; break;
    case 't': read_stops(optarg); changes_all = true; break;
  }
  changes_all &= !only_first;
  static char *input[] = {"-", 0};
  bool done = true;
  for (char **name = optind == argc ? input : argv + optind; *name != 0; name++) {
    FILE *file = open_input(*name);
    done &= file != 0;
    if (file != 0) write_file(file);
    close_input(file);
  }
  return finish(done ? 0 : FAILURE);
}
