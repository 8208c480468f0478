// nproc: how many harts there are.
#define TOOL "nproc"
#include "tool.h"

#include <sched.h>
#include <unistd.h>

const char help[] =
  "Usage: nproc [OPTION]...\n"
  "Write how many harts this process may run on.\n"
  "\n"
  "      --all       how many there are\n"
  "      --ignore=N  N less, but at least 1\n"
  "      --help      show this help\n"
  "\n"
  "Example: xargs -P $(nproc) -n 1 gzip\n";

int main(int argc, char **argv) {
  enum { ALL = 2000, IGNORE };
  static const struct option names[] = {
    {"all", no_argument, 0, ALL}, {"ignore", required_argument, 0, IGNORE}, HELP_OPTION,
  };
  bool counts_all = false;
  long ignored = 0;
  for (int option; (option = next_option(argc, argv, "", names, FAILURE)) != -1;)
    if (option == ALL) counts_all = true;
    else ignored = read_size(optarg, "number");
  cpu_set_t set;
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  if (!counts_all && sched_getaffinity(0, sizeof set, &set) == 0) count = CPU_COUNT(&set);
  printf("%ld\n", count - ignored < 1 ? 1 : count - ignored);
  return finish(0);
}
