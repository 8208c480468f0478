// yes: writes the same line for ever.
#define TOOL "yes"
#include "tool.h"

const char help[] =
  "Usage: yes [WORD]...\n"
  "Write a line of the WORDs (y) again and again, until nobody reads it any more.\n"
  "\n"
  "      --help  show this help\n"
  "\n"
  "Example: yes | head -n 3\n";

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  static char *standard[] = {"y", 0};
  char **words = optind < argc ? argv + optind : standard;
  for (;;) {
    for (char **word = words; *word != 0; word++) printf(word == words ? "%s" : " %s", *word);
    if (putchar('\n') == EOF) return finish(FAILURE);
  }
}
