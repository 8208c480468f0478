// tty: prints the path of the terminal on standard input.
#define TOOL "tty"
#include "tool.h"

#include <unistd.h>

static const char help[] =
  "Usage: tty [OPTION]\n"
  "Print the path of the terminal on standard input. The status is 1 if that is no terminal.\n"
  "\n"
  "  -s, --silent  print nothing, the status says it all\n"
  "      --help    show this help\n"
  "\n"
  "Example: tty -s && echo there is a person\n";

int main(int argc, char **argv) {
  static const struct option names[] = {{"silent", no_argument, 0, 's'}, {"quiet", no_argument, 0, 's'}, HELP_OPTION};
  bool is_silent = false;
  while (next_option(argc, argv, "s", names, 2) != -1) is_silent = true;
  if (optind < argc) {
    fprintf(stderr, "tty: extra operand '%s'\n", argv[optind]);
    refuse(2);
  }
  if (is_silent) return !isatty(STDIN_FILENO);
  const char *name = ttyname(STDIN_FILENO);
  puts(name == 0 ? "not a tty" : name);
  return finish(name == 0);
}
