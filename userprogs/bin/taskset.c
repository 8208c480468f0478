// taskset: on which harts a process may run.
#define TOOL "taskset"
#include "tool.h"

#include <sched.h>
#include <unistd.h>

const char help[] =
  "Usage: taskset [-c] MASK COMMAND [ARGUMENT]...\n"
  "       taskset -p [-c] [MASK] PROCESS\n"
  "Run COMMAND on the harts of MASK only, or show or change the mask of a process.\n"
  "\n"
  "  -c, --cpu-list  harts as a list, 0,2-3, and not as a hexadecimal mask\n"
  "  -p, --pid       of a process that runs\n"
  "      --help      show this help\n"
  "\n"
  "Example: taskset -c 0,1 sort big\n";

static bool is_list;

static _Noreturn void refuse_mask(const char *text) {
  fprintf(stderr, "taskset: failed to parse CPU %s: %s\n", is_list ? "list" : "mask", text);
  exit(FAILURE);
}

static cpu_set_t read_list(const char *text) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const char *p = text;; p++) {
    char *end;
    long first = strtol(p, &end, 10), last = first;
    if (end == p) refuse_mask(text);
    if (*end == '-') last = strtol(p = end + 1, &end, 10);
    if (end == p || first < 0 || last < first || last >= CPU_SETSIZE) refuse_mask(text);
    for (long hart = first; hart <= last; hart++) CPU_SET((size_t)hart, &set);
    if (*end == 0) return set;
    if (*end != ',') refuse_mask(text);
    p = end;
  }
}

static cpu_set_t read_mask(const char *text) {
  if (is_list) return read_list(text);
  cpu_set_t set;
  CPU_ZERO(&set);
  char *end;
  unsigned long mask = strtoul(text, &end, 16);
  if (end == text || *end != 0 || mask == 0) refuse_mask(text);
  for (size_t hart = 0; hart < 64; hart++)
    if ((mask >> hart & 1) != 0) CPU_SET(hart, &set);
  return set;
}

static void write_set(const cpu_set_t *set) {
  unsigned long mask = 0;
  const char *comma = "";
  for (size_t hart = 0; hart < 64; hart++)
    if (CPU_ISSET(hart, set)) mask |= 1UL << hart;
  if (!is_list) {
    printf("%lx\n", mask);
    return;
  }
  for (size_t hart = 0; hart < 64; hart++) {
    if ((mask >> hart & 1) == 0) continue;
    size_t last = hart;
    while (last < 63 && (mask >> (last + 1) & 1) != 0) last++;
    printf(last > hart ? "%s%zu-%zu" : "%s%zu", comma, hart, last);
    comma = ",";
    hart = last;
  }
  putchar('\n');
}

static void tell(pid_t process, const char *which) {
  cpu_set_t set;
  if (sched_getaffinity(process, sizeof set, &set) < 0) {
    fprintf(stderr, "taskset: failed to get pid %d's affinity: %s\n", (int)process, strerror(errno));
    exit(FAILURE);
  }
  printf("pid %d's %s affinity %s: ", (int)process, which, is_list ? "list" : "mask");
  write_set(&set);
}

static void change(pid_t process, const char *mask) {
  cpu_set_t set = read_mask(mask);
  if (sched_setaffinity(process, sizeof set, &set) == 0) return;
  fprintf(stderr, "taskset: failed to set pid %d's affinity: %s\n", (int)process, strerror(errno));
  exit(FAILURE);
}

int main(int argc, char **argv) {
  static const struct option names[] =
    {{"cpu-list", no_argument, 0, 'c'}, {"pid", no_argument, 0, 'p'}, HELP_OPTION};
  bool is_process = false;
  for (int option; (option = next_option(argc, argv, "+cp", names, FAILURE)) != -1;)
    if (option == 'c') is_list = true;
    else is_process = true;
  int count = argc - optind;
  if (is_process ? count < 1 || count > 2 : count < 2) {
    fputs("taskset: bad usage\n", stderr);
    refuse(FAILURE);
  }
  if (is_process) {
    pid_t process = atoi(argv[argc - 1]);
    tell(process, "current");
    if (count == 1) return finish(0);
    change(process, argv[optind]);
    tell(process, "new");
    return finish(0);
  }
  change(0, argv[optind]);
  execvp(argv[optind + 1], argv + optind + 1);
  int status = errno == ENOENT ? 127 : 126;
  complain(argv[optind + 1]);
  return status;
}
