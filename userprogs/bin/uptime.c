// uptime: how long the machine has been running, and how busy it is.
#define TOOL "uptime"
#include "tool.h"

#include <time.h>

#include "proc.h"

const char help[] =
  "Usage: uptime [OPTION]...\n"
  "Show the time, how long the machine has been running, and how many threads wanted to run, on average\n"
  "over the last 1, 5 and 15 minutes.\n"
  "\n"
  "  -p, --pretty  only how long, in words\n"
  "  -s, --since   only since when\n"
  "      --help    show this help\n"
  "\n"
  "Example: uptime -p\n";

static void write_part(unsigned long count, const char *unit, const char *separator) {
  printf("%lu %s%s%s", count, unit, count == 1 ? "" : "s", separator);
}

// The time in words: what is 0 is left out, but for the minutes.
static void write_words(unsigned long seconds) {
  static const struct { const char *name; unsigned long seconds; } units[] = {
    {"decade", 315360000}, {"year", 31536000}, {"week", 604800}, {"day", 86400}, {"hour", 3600},
  };
  fputs("up ", stdout);
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    unsigned long count = seconds / units[i].seconds;
    if (count > 0) write_part(count, units[i].name, ", ");
    seconds %= units[i].seconds;
  }
  write_part(seconds / 60, "minute", "\n");
}

int main(int argc, char **argv) {
  static const struct option names[] =
    {{"pretty", no_argument, 0, 'p'}, {"since", no_argument, 0, 's'}, HELP_OPTION};
  char form = 0, text[128];
  for (int option; (option = next_option(argc, argv, "ps", names, FAILURE)) != -1;) form = (char)option;
  struct timespec clock;
  clock_gettime(CLOCK_REALTIME, &clock);
  unsigned long hundredths = read_uptime(0), seconds = hundredths / 100;
  unsigned long days = seconds / 86400, hours = seconds / 3600 % 24, minutes = seconds / 60 % 60;
  time_t now = clock.tv_sec;
  long since_epoch = 100 * (long)clock.tv_sec + clock.tv_nsec / 10000000;
  time_t start = (time_t)((since_epoch - (long)hundredths) / 100);
  if (form == 's') {
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", localtime(&start));
    puts(text);
    return finish(0);
  }
  if (form == 'p') {
    write_words(seconds);
    return finish(0);
  }
  strftime(text, sizeof text, " %H:%M:%S up ", localtime(&now));
  fputs(text, stdout);
  if (days > 0) printf("%lu day%s, ", days, days == 1 ? "" : "s");
  if (hours > 0) printf("%2lu:%02lu, ", hours, minutes);
  else printf("%lu min, ", minutes);
  char loads[3][16] = {"0.00", "0.00", "0.00"};
  if (read_file("/proc/loadavg", text, sizeof text) > 0)
    sscanf(text, "%15s %15s %15s", loads[0], loads[1], loads[2]);
  printf(" load average: %s, %s, %s\n", loads[0], loads[1], loads[2]);
  return finish(0);
}
