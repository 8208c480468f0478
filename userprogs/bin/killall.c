// killall: sends a signal to all processes that run a program.
#define TOOL "killall"
#include "tool.h"

#include "select.h"

const char help[] =
  "Usage: killall [-SIGNAL] [OPTION]... NAME...\n"
  "Send SIGNAL (TERM) to all processes whose name is NAME.\n"
  "\n"
  "  -e, --exact    (as it is by itself)      -I, --ignore-case   small letters and capitals are the same\n"
  "  -q, --quiet    no message if there is none\n"
  "  -s, --signal=SIGNAL  as -SIGNAL\n"
  "  -v, --verbose  say what is done\n"
  "      --help     show this help\n"
  "\n"
  "Example: killall -STOP life\n";

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"exact", no_argument, 0, 'e'}, {"ignore-case", no_argument, 0, 'I'}, {"quiet", no_argument, 0, 'q'},
    {"signal", required_argument, 0, 's'}, {"verbose", no_argument, 0, 'v'}, HELP_OPTION,
  };
  int signal = SIGTERM, status = 0;
  bool ignores_case = false, is_quiet = false, is_verbose = false;
  bool has_signal = argc > 1 && argv[1][0] == '-' && argv[1][1] != '-' &&
    (isdigit((unsigned char)argv[1][1]) || (isupper((unsigned char)argv[1][1]) && argv[1][2] != 0));
  if (has_signal) signal = signal_named(argv[1] + 1), argv++, argc--;
  for (int option; (option = next_option(argc, argv, "eIqs:v", names, FAILURE)) != -1;) switch (option) {
    case 'I': ignores_case = true; break;
    case 'q': is_quiet = true; break;
    case 's': signal = signal_named(optarg); break;
    case 'v': is_verbose = true; break;
  }
  if (optind == argc) {
    fputs("killall: no process name given\n", stderr);
    refuse(FAILURE);
  }
  size_t count;
  struct process *list = read_processes(&count);
  for (int i = optind; i < argc; i++) {
    bool any = false;
    for (size_t j = 0; j < count; j++) {
      int order = ignores_case ? strcasecmp(list[j].name, argv[i]) : strcmp(list[j].name, argv[i]);
      if (order != 0 || list[j].pid == getpid()) continue;
      any = true;
      if (kill(list[j].pid, signal) < 0) complain(list[j].name), status = FAILURE;
      else if (is_verbose)
        fprintf(stderr, "Killed %s(%d) with signal %d\n", list[j].name, list[j].pid, signal);
    }
    if (!any) status = FAILURE;
    if (!any && !is_quiet) fprintf(stderr, "%s: no process found\n", argv[i]);
  }
  return status;
}
