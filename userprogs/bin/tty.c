// tty: which terminal this is.
#define TOOL "tty"
#include "tool.h"

#include <unistd.h>

const char help[] =
  "Usage: tty [OPTION]...\n"
  "Write the name of the terminal that is standard input.\n"
  "\n"
  "  -s, --quiet  write nothing\n"
  "      --help   show this help\n"
  "\n"
  "The exit status is 0 if it is a terminal, and 1 if not.\n"
  "Example: tty -s && echo hello\n";

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"quiet", no_argument, 0, 's'}, {"silent", no_argument, 0, 's'}, HELP_OPTION,
  };
  bool is_quiet = false;
  while (next_option(argc, argv, "s", names, 2) != -1) is_quiet = true;
  const char *name = isatty(STDIN_FILENO) ? ttyname(STDIN_FILENO) : 0;
  if (!is_quiet) puts(name == 0 ? "not a tty" : name);
  return finish(name == 0 ? 1 : 0);
}
