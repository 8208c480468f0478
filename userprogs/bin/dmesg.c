// dmesg: shows the kernel's own log.
#define TOOL "dmesg"
#include "tool.h"

#include <ctype.h>
#include <sys/klog.h>

const char help[] =
  "Usage: dmesg [OPTION]...\n"
  "Show the kernel's messages.\n"
  "\n"
  "  -C, --clear       forget them, and show nothing\n"
  "  -c, --read-clear  show them, and then forget them\n"
  "  -t, --notime      without the times\n"
  "  -r, --raw         with each message's level before it, <6>\n"
  "      --help        show this help\n"
  "\n"
  "Example: dmesg | tail\n";

enum { READ_ALL = 3, READ_CLEAR = 4, CLEAR = 5, SIZE = 10 };

// A line such as <6>[    0.000000] text, without what is not wanted.
static void write_line(const char *line, size_t length, bool is_raw, bool without_time) {
  const char *end = line + length, *p = line;
  if (!is_raw && *p == '<' && isdigit((unsigned char)p[1]))
    p = memchr(p, '>', length) == 0 ? p : (const char *)memchr(p, '>', length) + 1;
  if (without_time && *p == '[') {
    const char *close = memchr(p, ']', (size_t)(end - p));
    if (close != 0) p = close + 1 + (close + 1 < end && close[1] == ' ');
  }
  fwrite(p, 1, (size_t)(end - p), stdout);
  putchar('\n');
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"clear", no_argument, 0, 'C'}, {"read-clear", no_argument, 0, 'c'}, {"notime", no_argument, 0, 't'},
    {"raw", no_argument, 0, 'r'}, HELP_OPTION,
  };
  int action = READ_ALL;
  bool is_raw = false, without_time = false;
  for (int option; (option = next_option(argc, argv, "Cctr", names, FAILURE)) != -1;) switch (option) {
    case 'C': action = CLEAR; break;
    case 'c': action = READ_CLEAR; break;
    case 't': without_time = true; break;
    case 'r': is_raw = true; break;
  }
  int size = klogctl(SIZE, 0, 0);
  if (size <= 0) size = 65536;
  char *text = take_memory(0, (size_t)size + 1);
  int length = klogctl(action, action == CLEAR ? 0 : text, action == CLEAR ? 0 : size);
  if (length < 0) {
    complain(action == CLEAR ? "cannot clear the log" : "cannot read the log");
    return FAILURE;
  }
  for (const char *line = text, *end = text + length; action != CLEAR && line < end;) {
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    if (newline == 0) newline = end;
    write_line(line, (size_t)(newline - line), is_raw, without_time);
    line = newline + 1;
  }
  return finish(0);
}
