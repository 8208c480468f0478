// printenv: shows the environment.
#define TOOL "printenv"
#include "tool.h"

const char help[] =
  "Usage: printenv [OPTION]... [NAME]...\n"
  "Write the value of each NAME in the environment, or without one all of it.\n"
  "\n"
  "  -0, --null  a null byte behind each, not a newline\n"
  "      --help  show this help\n"
  "\n"
  "The exit status is 1 if a NAME is not there.\n"
  "Example: printenv PATH\n";

extern char **environ;

int main(int argc, char **argv) {
  static const struct option names[] = {{"null", no_argument, 0, '0'}, HELP_OPTION};
  char line_end = '\n';
  while (next_option(argc, argv, "+0", names, 2) != -1) line_end = 0;
  int status = 0;
  for (char **entry = environ; optind == argc && *entry != 0; entry++) printf("%s%c", *entry, line_end);
  for (int i = optind; i < argc; i++) {
    const char *value = getenv(argv[i]);
    if (value == 0) status = 1;
    else printf("%s%c", value, line_end);
  }
  return finish(status);
}
