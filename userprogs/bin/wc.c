// wc: counts lines, words and bytes.
#define TOOL "wc"
#include "tool.h"

#include <ctype.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: wc [OPTION]... [FILE]...\n"
  "Count the lines, words and bytes of each FILE (standard input where there is none, or where FILE is -),\n"
  "and of all together where there are several. Without options: -lwc.\n"
  "\n"
  "  -c, --bytes            bytes\n"
  "  -l, --lines            newlines\n"
  "  -L, --max-line-length  columns of the longest line\n"
  "  -m, --chars            characters, in UTF-8\n"
  "  -w, --words            words: runs of characters that are not blank\n"
  "      --total=WHEN       when to show the sum: auto, always, only, never\n"
  "      --help             show this help\n"
  "\n"
  "Example: wc -l *.c\n";

struct counts {
  long lines, words, chars, bytes, longest;
};

static bool shows_lines, shows_words, shows_chars, shows_bytes, shows_longest;
static const char *shows_total = "auto";
static int width = 1;

// Goes on over the pieces of a file: whether a word has begun, and at which column the line is.
struct state {
  bool in_word;
  long column;
};

static void count_byte(unsigned char c, struct counts *counts, struct state *state) {
  counts->chars += (c & 0xc0) != 0x80;
  switch (c) {
    case '\n':
      counts->lines++;  // fall through
    case '\r':
    case '\f':
      if (state->column > counts->longest) counts->longest = state->column;
      state->column = 0;
      state->in_word = false;
      return;
    case '\t':
      state->column += 8 - state->column % 8;
      state->in_word = false;
      return;
    case ' ':
      state->column++;  // fall through
    case '\v':
      state->in_word = false;
      return;
  }
  // Of a UTF-8 character all bytes are part of a word, and the first is a column.
  bool is_printable = isprint(c) || c >= 0x80;
  state->column += is_printable && (c & 0xc0) != 0x80;
  counts->words += is_printable && !state->in_word;
  state->in_word |= is_printable;
}

static bool count(int descriptor, struct counts *counts) {
  static unsigned char buffer[64 * 1024];
  struct state state = {false, 0};
  ssize_t size;
  while ((size = read(descriptor, buffer, sizeof buffer)) > 0) {
    counts->bytes += size;
    for (ssize_t i = 0; i < size; i++) count_byte(buffer[i], counts, &state);
  }
  if (state.column > counts->longest) counts->longest = state.column;
  return size == 0;
}

static void show(const struct counts *counts, const char *name) {
  const bool shown[] = {shows_lines, shows_words, shows_chars, shows_bytes, shows_longest};
  const long values[] = {counts->lines, counts->words, counts->chars, counts->bytes, counts->longest};
  const char *separator = "";
  for (int i = 0; i < 5; i++) {
    if (!shown[i]) continue;
    printf("%s%*ld", separator, width, values[i]);
    separator = " ";
  }
  printf(name == 0 ? "\n" : " %s\n", name);
}

static bool count_file(const char *name, const char *shown_name, struct counts *total) {
  struct counts counts = {0};
  int descriptor = strcmp(name, "-") == 0 ? STDIN_FILENO : open(name, O_RDONLY);
  bool done = descriptor >= 0 && count(descriptor, &counts);
  if (!done) complain(name);
  if (descriptor >= 0 && strcmp(shows_total, "only") != 0) show(&counts, shown_name);
  if (descriptor > STDIN_FILENO) close(descriptor);
  total->lines += counts.lines;
  total->words += counts.words;
  total->chars += counts.chars;
  total->bytes += counts.bytes;
  if (counts.longest > total->longest) total->longest = counts.longest;
  return done;
}

// Columns for one number: as many as the sum of all sizes has digits, and 7 if a size cannot be known
// beforehand.
static int number_width(int count, char **names) {
  long total = 0;
  int least = 1, digits = 1;
  for (int i = 0; i < count; i++) {
    struct stat status;
    bool is_input = strcmp(names[i], "-") == 0;
    if ((is_input ? fstat(STDIN_FILENO, &status) : stat(names[i], &status)) < 0) continue;
    if (S_ISREG(status.st_mode)) total += status.st_size;
    else least = 7;
  }
  for (; total >= 10; total /= 10) digits++;
  return digits < least ? least : digits;
}

static void read_options(int argc, char **argv) {
  static const struct option names[] = {
    {"bytes", no_argument, 0, 'c'},
    {"lines", no_argument, 0, 'l'},
    {"max-line-length", no_argument, 0, 'L'},
    {"words", no_argument, 0, 'w'},
    {"chars", no_argument, 0, 'm'},
    {"total", required_argument, 0, 't'},
    HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "clLmw", names, FAILURE)) != -1;) switch (option) {
    case 'c': shows_bytes = true; break;
    case 'l': shows_lines = true; break;
    case 'L': shows_longest = true; break;
    case 'm': shows_chars = true; break;
    case 't': shows_total = optarg; break;
    case 'w': shows_words = true; break;
  }
  bool shows_any = shows_bytes || shows_chars || shows_lines || shows_longest || shows_words;
  if (!shows_any) shows_bytes = shows_lines = shows_words = true;
}

int main(int argc, char **argv) {
  static char *only_input[] = {"-"};
  read_options(argc, argv);
  bool has_names = optind < argc, all_done = true;
  char **names = has_names ? argv + optind : only_input;
  int count = has_names ? argc - optind : 1;
  struct counts total = {0};
  int numbers = shows_bytes + shows_chars + shows_lines + shows_longest + shows_words;
  if ((count > 1 || numbers > 1) && strcmp(shows_total, "only") != 0) width = number_width(count, names);
  for (int i = 0; i < count; i++) all_done &= count_file(names[i], has_names ? names[i] : 0, &total);
  bool is_only = strcmp(shows_total, "only") == 0, is_always = is_only || strcmp(shows_total, "always") == 0;
  if (is_always || (count > 1 && strcmp(shows_total, "never") != 0)) show(&total, is_only ? 0 : "total");
  return finish(all_done ? 0 : FAILURE);
}
