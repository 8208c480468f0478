// head: writes the beginning of files.
#define TOOL "head"
#include "tool.h"

#include <ctype.h>
#include <unistd.h>

const char help[] =
  "Usage: head [OPTION]... [FILE]...\n"
  "Write the first 10 lines of each FILE (standard input where there is none, or where FILE is -).\n"
  "\n"
  "  -n, --lines=N     the first N lines; with a - before N, all but the last N\n"
  "  -c, --bytes=N     the first N bytes; with a - before N, all but the last N\n"
  "  -q, --quiet       no names before the files\n"
  "  -v, --verbose     a name before each file, even if there is only one\n"
  "  -z, --zero-terminated  lines end with a null byte\n"
  "      --help        show this help\n"
  "\n"
  "N may have one of k M G behind it. -5 is -n 5.\n"
  "Example: head -n 3 *.txt\n";

static long count = 10;
static bool counts_bytes, is_but_last;
static char line_end = '\n';
static int shows_names = -1;

static void head_lines(FILE *file) {
  for (long lines = 0; lines < count;) {
    int c = getc(file);
    if (c == EOF) return;
    putchar(c);
    lines += c == line_end;
  }
}

static void head_bytes(FILE *file) {
  for (long i = 0; i < count; i++) {
    int c = getc(file);
    if (c == EOF) return;
    putchar(c);
  }
}

// All but the last: reads everything, and then knows where that is.
static void head_but_last(FILE *file) {
  char *text = 0;
  size_t length = 0, room = 0;
  for (size_t size = 1; size > 0; length += size) {
    if (length == room) text = take_memory(text, room = 2 * room + 65536);
    size = fread(text + length, 1, room - length, file);
  }
  size_t end = length;
  if (counts_bytes) end = (size_t)count < length ? length - (size_t)count : 0;
  else {
    long lines = count;
    if (end > 0 && text[end - 1] != line_end && lines > 0) {
      lines--;
      while (end > 0 && text[end - 1] != line_end) end--;
    }
    for (; lines > 0 && end > 0; lines--) {
      end--;
      while (end > 0 && text[end - 1] != line_end) end--;
    }
  }
  fwrite(text, 1, end, stdout);
  free(text);
}

static bool head(const char *name, bool is_first) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (file == 0) {
    fflush(stdout);
    fprintf(stderr, "head: cannot open '%s' for reading: %s\n", name, strerror(errno));
    return false;
  }
  if (shows_names > 0)
    printf("%s==> %s <==\n", is_first ? "" : "\n", file == stdin ? "standard input" : name);
  if (is_but_last) head_but_last(file);
  else if (counts_bytes) head_bytes(file);
  else head_lines(file);
  bool done = !ferror(file);
  if (!done) {
    fflush(stdout);
    fprintf(stderr, "head: error reading '%s': %s\n", name, strerror(errno));
  }
  // What was read too much goes back, for whoever reads the same file after us.
  if (file == stdin) fflush(stdin);
  close_input(file);
  return done;
}

static void set_count(const char *text, bool bytes) {
  is_but_last = *text == '-';
  counts_bytes = bytes;
  count = read_size(text + is_but_last, bytes ? "number of bytes" : "number of lines");
}

// -5, and letters behind the number: -5q is -n 5 -q, -5c is -c 5.
static void read_old_form(const char *text) {
  char number[32];
  size_t length = strspn(text, "0123456789");
  bool bytes = false;
  for (const char *p = text + length; *p != 0; p++)
    if (*p == 'q' || *p == 'v') shows_names = *p == 'v';
    else if (*p == 'c') bytes = true;
    else if (*p == 'z') line_end = 0;
    else if (strchr("lkmb", *p) == 0) fail(FAILURE, "invalid trailing option -- ", p);
  snprintf(number, sizeof number, "%.*s", (int)length, text);
  set_count(number, bytes);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"lines", required_argument, 0, 'n'}, {"bytes", required_argument, 0, 'c'},
    {"quiet", no_argument, 0, 'q'},
    {"silent", no_argument, 0, 'q'}, {"verbose", no_argument, 0, 'v'},
    {"zero-terminated", no_argument, 0, 'z'}, HELP_OPTION,
  };
  if (argc > 1 && argv[1][0] == '-' && isdigit((unsigned char)argv[1][1])) {
    read_old_form(argv[1] + 1);
    argv[1] = argv[0];
    argc--;
    argv++;
  }
  for (int option; (option = next_option(argc, argv, "n:c:qvz", names, FAILURE)) != -1;) switch (option) {
    case 'n': set_count(optarg, false); break;
    case 'c': set_count(optarg, true); break;
    case 'q': shows_names = 0; break;
    case 'v': shows_names = 1; break;
    case 'z': line_end = 0; break;
  }
  if (shows_names < 0) shows_names = argc - optind > 1;
  bool done = true;
  if (optind == argc) done = head("-", true);
  bool is_first = true;
  for (int i = optind; i < argc; i++) {
    bool shown = head(argv[i], is_first);
    is_first &= !shown;
    done &= shown;
  }
  return finish(done ? 0 : FAILURE);
}
