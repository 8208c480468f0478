// pgrep: finds processes by name.
#define TOOL "pgrep"
#include "tool.h"

#include "select.h"

const char help[] =
  "Usage: pgrep [OPTION]... EXPRESSION\n"
  "Write the numbers of the processes whose name fits EXPRESSION, as grep -E has them.\n"
  "\n"
  CHOICE_HELP
  "  -a, --list-full    the command line, too       -l, --list-name   the name, too\n"
  "  -c, --count        only how many there are     -d, --delimiter=TEXT   TEXT between the numbers\n"
  "      --help         show this help\n"
  "\n"
  "The exit status is 0 if there are some, 1 if not, 2 after an error.\n"
  "Example: pgrep -l sh\n";

int main(int argc, char **argv) {
  static const struct option names[] = {
    CHOICE_OPTIONS, {"list-full", no_argument, 0, 'a'}, {"list-name", no_argument, 0, 'l'},
    {"count", no_argument, 0, 'c'}, {"delimiter", required_argument, 0, 'd'}, HELP_OPTION,
  };
  struct choice choice = {.users = 0};
  bool shows_name = false, shows_command = false, counts = false;
  const char *delimiter = "\n";
  for (int option; (option = next_option(argc, argv, "finoP:u:U:vxalcd:", names, 2)) != -1;) switch (option) {
    case 'a': shows_command = true; break;
    case 'l': shows_name = true; break;
    case 'c': counts = true; break;
    case 'd': delimiter = optarg; break;
    default: read_choice(&choice, option);
  }
  if (argc - optind > 1) fail(2, "only one pattern can be provided", "");
  if (optind < argc) compile_choice(&choice, argv[optind]);
  else if (choice.users == 0 && choice.parents == 0) {
    fputs("pgrep: no matching criteria specified\n", stderr);
    refuse(2);
  }
  size_t count;
  struct process *list = choose_processes(&choice, &count);
  if (counts) printf("%zu\n", count);
  for (size_t i = 0; i < count && !counts; i++) {
    printf("%s%d", i == 0 ? "" : delimiter, list[i].pid);
    if (shows_command || shows_name) printf(" %s", shows_command ? list[i].command : list[i].name);
  }
  if (count > 0 && !counts) putchar('\n');
  return finish(count > 0 ? 0 : 1);
}
