// env: shows the environment, or runs a command in another one.
#define TOOL "env"
#include "tool.h"

#include <unistd.h>

const char help[] =
  "Usage: env [OPTION]... [NAME=VALUE]... [COMMAND [ARGUMENT]...]\n"
  "Run COMMAND with each NAME set to VALUE. Without COMMAND, write the environment.\n"
  "\n"
  "  -i, --ignore-environment  begin with none\n"
  "  -u, --unset=NAME          without NAME\n"
  "  -C, --chdir=FOLDER        in FOLDER\n"
  "      --help                show this help\n"
  "\n"
  "Example: env -i PATH=/bin sh\n";

extern char **environ;

int main(int argc, char **argv) {
  enum { NOT_STARTED = 125 };
  static const struct option names[] = {
    {"ignore-environment", no_argument, 0, 'i'}, {"unset", required_argument, 0, 'u'},
    {"chdir", required_argument, 0, 'C'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "+iu:C:", names, NOT_STARTED)) != -1;) switch (option) {
    case 'i': clearenv(); break;
    case 'u': unsetenv(optarg); break;
    case 'C':
      if (chdir(optarg) == 0) break;
      complain(optarg);
      return NOT_STARTED;
  }
  if (optind < argc && strcmp(argv[optind], "-") == 0) clearenv(), optind++;
  for (; optind < argc && strchr(argv[optind], '=') != 0; optind++) putenv(argv[optind]);
  if (optind == argc) {
    for (char **entry = environ; entry != 0 && *entry != 0; entry++) puts(*entry);
    return finish(0);
  }
  execvp(argv[optind], argv + optind);
  int status = errno == ENOENT ? 127 : 126;
  complain(argv[optind]);
  return status;
}
