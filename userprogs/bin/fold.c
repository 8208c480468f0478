// fold: breaks long lines.
#define TOOL "fold"
#include "tool.h"

#include <ctype.h>

#include "lines.h"

const char help[] =
  "Usage: fold [OPTION]... [FILE]...\n"
  "Write the FILEs (standard input where there is none, or where FILE is -) with no line longer than 80.\n"
  "\n"
  "  -b, --bytes    count bytes: tabs and backspaces are nothing special\n"
  "  -s, --spaces   break behind blanks, if there are some\n"
  "  -w, --width=N  no line longer than N\n"
  "      --help     show this help\n"
  "\n"
  "Example: fold -s -w 60 letter\n";

static long width = 80;
static bool counts_bytes, breaks_at_blanks;

static long next_column(long column, char c) {
  if (counts_bytes) return column + 1;
  return c == '\t' ? column + 8 - column % 8 : c == '\b' ? column - (column > 0) : c == '\r' ? 0 : column + 1;
}

// How much of the line fits; all of it, or up to a blank, if there is one.
static size_t piece_of(const char *line, size_t length) {
  long column = 0;
  size_t size = 0;
  while (size < length && (column = next_column(column, line[size])) <= width) size++;
  if (size == length) return size;
  if (size == 0) return 1;
  for (size_t blank = size; breaks_at_blanks && blank > 0; blank--)
    if (isblank((unsigned char)line[blank - 1])) return blank;
  return size;
}

static void write_folded(char *line, size_t length, bool has_end) {
  for (size_t size; (size = piece_of(line, length)) < length; line += size, length -= size)
    printf("%.*s\n", (int)size, line);
  fwrite(line, 1, length, stdout);
  if (has_end) putchar('\n');
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"bytes", no_argument, 0, 'b'}, {"spaces", no_argument, 0, 's'}, {"width", required_argument, 0, 'w'},
    HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "bsw:", names, FAILURE)) != -1;) switch (option) {
    case 'b': counts_bytes = true; break;
    case 's': breaks_at_blanks = true; break;
    case 'w': width = read_size(optarg, "number of columns"); break;
  }
  if (width < 1) fail(FAILURE, "invalid number of columns: '0'", "");
  return finish(each_line(argv + optind, write_folded, 0) ? 0 : FAILURE);
}
