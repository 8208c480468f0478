// paste: writes the lines of several files beside each other.
#define TOOL "paste"
#include "tool.h"

const char help[] =
  "Usage: paste [OPTION]... [FILE]...\n"
  "Write lines that are made of one line of each FILE, with tabs between them; - is standard input.\n"
  "\n"
  "  -d, --delimiters=LIST  the characters of LIST, one after the other, for the tabs\n"
  "  -s, --serial           all lines of one FILE on one line\n"
  "      --help             show this help\n"
  "\n"
  "Example: seq 4 | paste -sd+\n";

static const char *delimiters = "\t";
static bool is_serial;

// The character at a place of the list, with \n, \t, \\ and \0 (none) as elsewhere.
static void put_delimiter(size_t *place) {
  if (delimiters[*place] == 0) *place = 0;
  char c = delimiters[*place];
  if (c == 0) return;
  if (c == '\\' && delimiters[*place + 1] != 0) {
    c = delimiters[++*place];
    c = c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? 0 : c;
    if (c == 0) {
      ++*place;
      return;
    }
  }
  putchar(c);
  ++*place;
}

// A line without its newline. False at the end.
static bool put_line(FILE *file) {
  int c = getc(file);
  if (c == EOF) return false;
  for (; c != EOF && c != '\n'; c = getc(file)) putchar(c);
  return true;
}

static void paste_serially(FILE *file) {
  size_t place = 0;
  for (bool is_first = true;; is_first = false) {
    int c = getc(file);
    if (c == EOF) break;
    ungetc(c, file);
    if (!is_first) put_delimiter(&place);
    put_line(file);
  }
  putchar('\n');
}

// A line of each file that has one left. False if none has.
static bool paste_once(FILE **files, int count) {
  bool any = false;
  for (int i = 0; i < count && !any; i++) {
    int c = files[i] == 0 ? EOF : getc(files[i]);
    if (c != EOF) ungetc(c, files[i]), any = true;
  }
  size_t place = 0;
  for (int i = 0; any && i < count; i++) {
    if (files[i] != 0) put_line(files[i]);
    if (i + 1 < count) put_delimiter(&place);
  }
  if (any) putchar('\n');
  return any;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"delimiters", required_argument, 0, 'd'}, {"serial", no_argument, 0, 's'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "d:s", names, FAILURE)) != -1;)
    if (option == 's') is_serial = true;
    else delimiters = optarg;
  static char *input[] = {"-"};
  char **paths = optind == argc ? input : argv + optind;
  int count = optind == argc ? 1 : argc - optind, status = 0;
  FILE **files = take_memory(0, (size_t)count * sizeof *files);
  for (int i = 0; i < count; i++) {
    files[i] = open_input(paths[i]);
    if (files[i] == 0 && !is_serial) return FAILURE;
    if (files[i] == 0) status = FAILURE;
    else if (is_serial) paste_serially(files[i]);
  }
  while (!is_serial && paste_once(files, count)) continue;
  return finish(status);
}
