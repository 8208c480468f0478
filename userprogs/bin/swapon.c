// swapon: where pages are swapped out to.
#define TOOL "swapon"
#include "tool.h"

#include "proc.h"

const char help[] =
  "Usage: swapon [OPTION]\n"
  "Show the swap space: where it is, how much there is, and how much of it is used.\n"
  "\n"
  "  -s, --summary  as /proc/swaps has it\n"
  "      --show     as a table (by itself)\n"
  "      --help     show this help\n"
  "\n"
  "Example: swapon --show\n";

static const char *amount(unsigned long kib, char text[24]) {
  static const char units[] = "KMGT";
  int unit = 0;
  unsigned long tenths = kib * 10;
  for (; tenths >= 10240 && unit < 3; unit++) tenths /= 1024;
  if (kib == 0) return "0B";
  if (tenths < 100 && tenths % 10 != 0)
    snprintf(text, 24, "%lu.%lu%c", tenths / 10, tenths % 10, units[unit]);
  else snprintf(text, 24, "%lu%c", tenths / 10, units[unit]);
  return text;
}

int main(int argc, char **argv) {
  enum { SHOW = 2000 };
  static const struct option names[] =
    {{"summary", no_argument, 0, 's'}, {"show", no_argument, 0, SHOW}, HELP_OPTION};
  bool is_summary = false;
  char text[4096], name[256], type[32], a[24], b[24];
  for (int option; (option = next_option(argc, argv, "s", names, FAILURE)) != -1;)
    is_summary |= option == 's';
  if (read_file("/proc/swaps", text, sizeof text) < 0) {
    complain("/proc/swaps");
    return FAILURE;
  }
  if (is_summary) {
    fputs(text, stdout);
    return finish(0);
  }
  unsigned long size, used;
  int priority;
  bool has_title = false;
  for (char *line = strchr(text, '\n'); line != 0 && line[1] != 0; line = strchr(line + 1, '\n')) {
    if (sscanf(line + 1, "%255s %31s %lu %lu %d", name, type, &size, &used, &priority) < 5) continue;
    if (!has_title) puts("NAME TYPE SIZE USED PRIO");
    has_title = true;
    printf("%s %s %s %s %d\n", name, type, amount(size, a), amount(used, b), priority);
  }
  return finish(0);
}
