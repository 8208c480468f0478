// cat: writes files one after the other to standard output.
#define TOOL "cat"
#include "tool.h"

#include <fcntl.h>
#include <unistd.h>

const char help[] =
  "Usage: cat [OPTION]... [FILE]...\n"
  "Write each FILE to standard output; standard input where there is none, or where FILE is -.\n"
  "\n"
  "  -A, --show-all          as -vET\n"
  "  -b, --number-nonblank   number the lines that are not empty\n"
  "  -e                      as -vE\n"
  "  -E, --show-ends         show $ at the end of each line\n"
  "  -n, --number            number all lines\n"
  "  -s, --squeeze-blank     write one empty line where there are several\n"
  "  -t                      as -vT\n"
  "  -T, --show-tabs         show tabs as ^I\n"
  "  -v, --show-nonprinting  show other characters that cannot be seen as ^X and M-X\n"
  "      --help              show this help\n"
  "\n"
  "Example: cat -n hello.s\n";

static bool numbers, numbers_filled, squeezes, shows_ends, shows_tabs, shows_others;

// What the line so far looks like; it goes on from one file to the next.
static long line_number;
static bool in_line;
static int empty_lines;

static bool copies_plainly(void) {
  return !(numbers || numbers_filled || squeezes || shows_ends || shows_tabs || shows_others);
}

// Copies as it comes, in large pieces. False, with errno, after an error.
static bool copy(int descriptor) {
  static char buffer[64 * 1024];
  ssize_t size;
  while ((size = read(descriptor, buffer, sizeof buffer)) > 0)
    if (fwrite(buffer, 1, (size_t)size, stdout) != (size_t)size || fflush(stdout) == EOF) {
      fprintf(stderr, "cat: write error: %s\n", strerror(errno));
      exit(1);
    }
  return size == 0;
}

static void begin_line(bool is_empty) {
  in_line = true;
  if (numbers_filled ? !is_empty : numbers) printf("%6ld\t", ++line_number);
}

// A character that may be one that cannot be seen.
static void put_visibly(int c) {
  if (c >= 128) fputs("M-", stdout);
  c &= 127;
  if (c < ' ' || c == 127) putchar('^'), c ^= 64;
  putchar(c);
}

static void put(int c) {
  if (c == '\n') {
    empty_lines = in_line ? 0 : empty_lines + 1;
    if (squeezes && empty_lines > 1) return;
  }
  if (!in_line) begin_line(c == '\n');
  if (c == '\n') {
    if (shows_ends) putchar('$');
    in_line = false;
  }
  if (c == '\t' && shows_tabs) fputs("^I", stdout);
  else if (shows_others && c != '\t' && c != '\n') put_visibly(c);
  else putchar(c);
}

static bool edit(int descriptor) {
  static unsigned char buffer[64 * 1024];
  ssize_t size;
  while ((size = read(descriptor, buffer, sizeof buffer)) > 0)
    for (ssize_t i = 0; i < size; i++) put(buffer[i]);
  return size == 0;
}

static bool show(const char *name) {
  bool is_input = strcmp(name, "-") == 0;
  int descriptor = is_input ? STDIN_FILENO : open(name, O_RDONLY);
  bool done = descriptor >= 0 && (copies_plainly() ? copy(descriptor) : edit(descriptor));
  if (!done) complain(name);
  if (descriptor > STDIN_FILENO) close(descriptor);
  return done;
}

static void read_options(int argc, char **argv) {
  static const struct option names[] = {
    {"show-all", no_argument, 0, 'A'},
    {"number-nonblank", no_argument, 0, 'b'},
    {"show-ends", no_argument, 0, 'E'},
    {"number", no_argument, 0, 'n'},
    {"squeeze-blank", no_argument, 0, 's'},
    {"show-tabs", no_argument, 0, 'T'},
    {"show-nonprinting", no_argument, 0, 'v'},
    HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "AbeEnstTuv", names, FAILURE)) != -1;) switch (option) {
    case 'A': shows_ends = shows_tabs = shows_others = true; break;
    case 'b': numbers_filled = true; break;
    case 'e': shows_ends = shows_others = true; break;
    case 'E': shows_ends = true; break;
    case 'n': numbers = true; break;
    case 's': squeezes = true; break;
    case 't': shows_tabs = shows_others = true; break;
    case 'T': shows_tabs = true; break;
    case 'v': shows_others = true; break;
    case 'u': break;  // output is never held back for long; POSIX has the option
  }
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  bool all_done = true;
  if (optind == argc) all_done = show("-");
  for (int i = optind; i < argc; i++) all_done &= show(argv[i]);
  return finish(all_done ? 0 : FAILURE);
}
