// sleep: waits.
#define TOOL "sleep"
#include "tool.h"

#include <ctype.h>
#include <time.h>

const char help[] =
  "Usage: sleep NUMBER[s|m|h|d]...\n"
  "Wait for so many seconds, minutes, hours or days; several are added. A NUMBER may have a fraction.\n"
  "\n"
  "      --help  show this help\n"
  "\n"
  "Example: sleep 0.5\n";

static _Noreturn void refuse_time(const char *text) {
  fprintf(stderr, "sleep: invalid time interval '%s'\n", text);
  refuse(FAILURE);
}

// Adds a time such as 1.5m, as nanoseconds, to what is to be waited.
static void add_time(const char *text, long *seconds, long *nanoseconds) {
  const char *p = text;
  long whole = 0, part = 0, scale = 1000000000;
  if (!isdigit((unsigned char)*p) && *p != '.') refuse_time(text);
  while (isdigit((unsigned char)*p) && whole < 100000000) whole = 10 * whole + *p++ - '0';
  if (*p == '.')
    for (p++; isdigit((unsigned char)*p); p++) part += (*p - '0') * (scale /= 10);
  long unit = *p == 0 || *p == 's' ? 1 : *p == 'm' ? 60 : *p == 'h' ? 3600 : *p == 'd' ? 86400 : 0;
  if (unit == 0 || (*p != 0 && p[1] != 0)) refuse_time(text);
  *nanoseconds += part * unit;
  *seconds += whole * unit + *nanoseconds / 1000000000;
  *nanoseconds %= 1000000000;
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  if (optind == argc) {
    fputs("sleep: missing operand\n", stderr);
    refuse(FAILURE);
  }
  struct timespec time = {0, 0};
  for (int i = optind; i < argc; i++) add_time(argv[i], &time.tv_sec, &time.tv_nsec);
  while (nanosleep(&time, &time) < 0 && errno == EINTR) continue;
  return 0;
}
