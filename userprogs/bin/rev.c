// rev: writes each line backwards.
#define TOOL "rev"
#include "tool.h"

#include "lines.h"

const char help[] =
  "Usage: rev [FILE]...\n"
  "Write each line of the FILEs (standard input where there is none) backwards, character by character.\n"
  "\n"
  "      --help  show this help\n"
  "\n"
  "Example: echo stressed | rev\n";

// A character of UTF-8 has one byte or more, and stays as it is.
static void write_backwards(char *line, size_t length, bool has_end) {
  for (size_t end = length; end > 0;) {
    size_t start = end - 1;
    while (start > 0 && (line[start] & 0xc0) == 0x80) start--;
    fwrite(line + start, 1, end - start, stdout);
    end = start;
  }
  if (has_end) putchar('\n');
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  return finish(each_line(argv + optind, write_backwards, 0) ? 0 : FAILURE);
}
