// tac: writes the lines of files, the last one first.
#define TOOL "tac"
#include "tool.h"

const char help[] =
  "Usage: tac [OPTION]... [FILE]...\n"
  "Write the lines of each FILE (standard input where there is none, or where it is -), the last one first.\n"
  "\n"
  "  -s, --separator=TEXT  lines end with TEXT, not with a newline\n"
  "      --help            show this help\n"
  "\n"
  "Example: tac log | head\n";

static const char *separator = "\n";

static char *read_all(FILE *file, size_t *length) {
  char *text = 0;
  size_t room = 0;
  *length = 0;
  for (size_t size = 1; size > 0; *length += size) {
    if (room - *length < 4096) text = take_memory(text, room = 2 * room + 65536);
    size = fread(text + *length, 1, room - *length, file);
  }
  return text;
}

// The place behind the last separator that ends before `end`; 0 if there is none.
static size_t line_start(const char *text, size_t end) {
  size_t size = strlen(separator);
  for (size_t place = end; place >= size; place--)
    if (memcmp(text + place - size, separator, size) == 0) return place;
  return 0;
}

static bool write_backwards(const char *name) {
  FILE *file = open_input(name);
  if (file == 0) return false;
  size_t length;
  char *text = read_all(file, &length);
  bool done = !ferror(file);
  if (!done) complain(name);
  close_input(file);
  // A separator belongs to the line before it.
  for (size_t end = length; end > 0;) {
    size_t size = strlen(separator);
    bool has_separator = end >= size && memcmp(text + end - size, separator, size) == 0;
    size_t start = line_start(text, has_separator ? end - size : end);
    fwrite(text + start, 1, end - start, stdout);
    end = start;
  }
  free(text);
  return done;
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"separator", required_argument, 0, 's'}, HELP_OPTION};
  while (next_option(argc, argv, "s:", names, FAILURE) != -1) separator = optarg;
  if (*separator == 0) fail(FAILURE, "separator cannot be empty", "");
  bool done = true;
  if (optind == argc) done = write_backwards("-");
  for (int i = optind; i < argc; i++) done &= write_backwards(argv[i]);
  return finish(done ? 0 : FAILURE);
}
