// pkill: sends a signal to processes by name.
#define TOOL "pkill"
#include "tool.h"

#include "select.h"

const char help[] =
  "Usage: pkill [-SIGNAL] [OPTION]... EXPRESSION\n"
  "Send SIGNAL (TERM) to the processes whose name fits EXPRESSION, as grep -E has them.\n"
  "\n"
  CHOICE_HELP
  "  -e, --echo         say what is done         -c, --count   write how many there are\n"
  "      --signal=SIGNAL  as -SIGNAL\n"
  "      --help         show this help\n"
  "\n"
  "The exit status is 0 if there were some, 1 if not, 2 after an error.\n"
  "Example: pkill -STOP life\n";

// -KILL and -9 are no letters of options: takes them out of the arguments. SIGTERM if there is none.
static int take_signal(int *argc, char **argv) {
  for (int i = 1; i < *argc; i++) {
    bool is_signal = argv[i][0] == '-' && (isdigit((unsigned char)argv[i][1]) ||
      (isupper((unsigned char)argv[i][1]) && argv[i][2] != 0));
    if (!is_signal) continue;
    int signal = signal_named(argv[i] + 1);
    memmove(argv + i, argv + i + 1, (size_t)(*argc - i) * sizeof *argv);
    --*argc;
    return signal;
  }
  return SIGTERM;
}

int main(int argc, char **argv) {
  enum { SIGNAL = 2000 };
  static const struct option names[] = {
    CHOICE_OPTIONS, {"echo", no_argument, 0, 'e'}, {"count", no_argument, 0, 'c'},
    {"signal", required_argument, 0, SIGNAL}, HELP_OPTION,
  };
  struct choice choice = {.users = 0};
  bool echoes = false, counts = false;
  int signal = take_signal(&argc, argv);
  for (int option; (option = next_option(argc, argv, "finoP:u:U:vxec", names, 2)) != -1;) switch (option) {
    case 'e': echoes = true; break;
    case 'c': counts = true; break;
    case SIGNAL: signal = signal_named(optarg); break;
    default: read_choice(&choice, option);
  }
  if (argc - optind > 1) fail(2, "only one pattern can be provided", "");
  if (optind < argc) compile_choice(&choice, argv[optind]);
  else if (choice.users == 0 && choice.parents == 0) {
    fputs("pkill: no matching criteria specified\n", stderr);
    refuse(2);
  }
  size_t count, sent = 0;
  struct process *list = choose_processes(&choice, &count);
  for (size_t i = 0; i < count; i++) {
    if (kill(list[i].pid, signal) < 0) {
      fprintf(stderr, "pkill: killing pid %d failed: %s\n", list[i].pid, strerror(errno));
      continue;
    }
    sent++;
    if (echoes) printf("%s killed (pid %d)\n", list[i].name, list[i].pid);
  }
  if (counts) printf("%zu\n", count);
  return finish(sent > 0 ? 0 : 1);
}
