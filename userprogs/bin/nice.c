// nice: runs a command with another priority.
#define TOOL "nice"
#include "tool.h"

#include <ctype.h>
#include <sys/resource.h>
#include <unistd.h>

const char help[] =
  "Usage: nice [-n N] [COMMAND [ARGUMENT]...]\n"
  "Run COMMAND with its nice value N (10) higher: the higher, the less it gets.\n"
  "Without COMMAND, show the value.\n"
  "\n"
  "  -n, --adjustment=N  add N, from -20 to 19\n"
  "      --help          show this help\n"
  "\n"
  "Example: nice -n 19 make\n";

int main(int argc, char **argv) {
  enum { NOT_STARTED = 125 };
  static const struct option names[] = {{"adjustment", required_argument, 0, 'n'}, HELP_OPTION};
  const char *adjustment = 0;
  // -5 is -n 5.
  if (argc > 1 && argv[1][0] == '-' && isdigit((unsigned char)argv[1][argv[1][1] == '-' ? 2 : 1])) {
    adjustment = argv[1] + 1;
    argv++, argc--;
  }
  for (int option; (option = next_option(argc, argv, "+n:", names, NOT_STARTED)) != -1;) adjustment = optarg;
  errno = 0;
  int value = getpriority(PRIO_PROCESS, 0);
  if (optind == argc) {
    if (adjustment != 0) {
      fputs("nice: a command must be given with an adjustment\n", stderr);
      refuse(NOT_STARTED);
    }
    printf("%d\n", value);
    return finish(0);
  }
  char *end;
  long amount = adjustment == 0 ? 10 : strtol(adjustment, &end, 10);
  if (adjustment != 0 && (end == adjustment || *end != 0))
    fail(NOT_STARTED, "invalid adjustment ", adjustment);
  if (amount > 39) amount = 39;
  if (amount < -39) amount = -39;
  if (setpriority(PRIO_PROCESS, 0, value + (int)amount) < 0) complain("cannot set niceness");
  execvp(argv[optind], argv + optind);
  int status = errno == ENOENT ? 127 : 126;
  complain(argv[optind]);
  return status;
}
