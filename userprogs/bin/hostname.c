// hostname: the machine's name.
#define TOOL "hostname"
#include "tool.h"

#include <sys/utsname.h>

const char help[] =
  "Usage: hostname [-s]\n"
  "Write the machine's name.\n"
  "\n"
  "  -s, --short  only up to the first period\n"
  "      --help   show this help\n"
  "\n"
  "Example: echo \"$(whoami)@$(hostname)\"\n";

int main(int argc, char **argv) {
  static const struct option names[] = {{"short", no_argument, 0, 's'}, HELP_OPTION};
  bool is_short = false;
  while (next_option(argc, argv, "s", names, FAILURE) != -1) is_short = true;
  if (optind < argc) fail(FAILURE, "the name cannot be changed to ", argv[optind]);
  struct utsname system;
  uname(&system);
  if (is_short) system.nodename[strcspn(system.nodename, ".")] = 0;
  puts(system.nodename);
  return finish(0);
}
