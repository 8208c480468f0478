// cmp: compares two files byte by byte.
#define TOOL "cmp"
#include "tool.h"

#include <sys/stat.h>

const char help[] =
  "Usage: cmp [OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]\n"
  "Say where two files differ for the first time; - is standard input.\n"
  "\n"
  "  -l, --verbose          every byte that differs: its number, and both values in octal\n"
  "  -s, --quiet            only the exit status\n"
  "  -n, --bytes=N          compare at most N bytes\n"
  "  -b, --print-bytes      the bytes as characters, too\n"
  "  -i, --ignore-initial=N[:M]  begin N bytes later, in FILE2 M\n"
  "      --help             show this help\n"
  "\n"
  "The exit status is 0 if they are the same, 1 if not, 2 after an error.\n"
  "Example: cmp old new && echo nothing changed\n";

static bool shows_all, is_quiet, shows_bytes;

static FILE *open_file(const char *name, long skipped) {
  FILE *file = open_input(name);
  if (file == 0) exit(2);
  while (skipped-- > 0 && getc(file) != EOF) continue;
  return file;
}

// A byte as cat -v shows it, in a column of its own.
static const char *visible(int c, char text[8]) {
  snprintf(text, 8, "%s%s%c", c >= 128 ? "M-" : "", (c & 127) < 32 || (c & 127) == 127 ? "^" : "",
    (c & 127) < 32 || (c & 127) == 127 ? (c & 127) ^ 64 : c & 127);
  return text;
}

static void show_difference(const char *first, const char *second, long byte, long line, int x, int y) {
  char a[8], b[8];
  if (!shows_bytes) printf("%s %s differ: char %ld, line %ld\n", first, second, byte, line);
  else printf("%s %s differ: byte %ld, line %ld is %3o %s %3o %s\n", first, second, byte, line, x,
    visible(x, a), y, visible(y, b));
}

// How wide the numbers of bytes are: as wide as they can become.
static int number_width(FILE *a, FILE *b) {
  struct stat x, y;
  bool are_files = fstat(fileno(a), &x) == 0 && fstat(fileno(b), &y) == 0 && S_ISREG(x.st_mode) &&
    S_ISREG(y.st_mode);
  if (!are_files) return 19;
  return snprintf(0, 0, "%ld", (long)(x.st_size < y.st_size ? x.st_size : y.st_size));
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"verbose", no_argument, 0, 'l'}, {"quiet", no_argument, 0, 's'}, {"silent", no_argument, 0, 's'},
    {"bytes", required_argument, 0, 'n'}, {"ignore-initial", required_argument, 0, 'i'},
    {"print-bytes", no_argument, 0, 'b'}, HELP_OPTION,
  };
  long limit = -1, skips[2] = {0, 0};
  for (int option; (option = next_option(argc, argv, "lsn:i:b", names, 2)) != -1;) switch (option) {
    case 'l': shows_all = true; break;
    case 's': is_quiet = true; break;
    case 'n': limit = read_size(optarg, "--bytes value"); break;
    case 'b': shows_bytes = true; break;
    case 'i': {
      char *second = strchr(optarg, ':');
      if (second != 0) *second++ = 0;
      skips[0] = read_size(optarg, "--ignore-initial value");
      skips[1] = second == 0 ? skips[0] : read_size(second, "--ignore-initial value");
      break;
    }
  }
  int count = argc - optind;
  if (count == 0) {
    fputs("cmp: missing operand after 'cmp'\n", stderr);
    refuse(2);
  }
  const char *first = argv[optind], *second = count > 1 ? argv[optind + 1] : "-";
  for (int i = 0; i < 2 && count > i + 2; i++) skips[i] = read_size(argv[optind + 2 + i], "SKIP value");
  FILE *a = open_file(first, skips[0]), *b = open_file(second, skips[1]);
  int width = number_width(a, b);
  long lines = 1;
  int status = 0;
  for (long byte = 1; limit < 0 || byte <= limit; byte++) {
    int x = getc(a), y = getc(b);
    if (x == EOF && y == EOF) break;
    if (x == EOF || y == EOF) {
      const char *shorter = x == EOF ? first : second;
      fflush(stdout);
      if (is_quiet) return 1;
      if (byte == 1) fprintf(stderr, "cmp: EOF on %s which is empty\n", shorter);
      else fprintf(stderr, "cmp: EOF on %s after byte %ld\n", shorter, byte - 1);
      return finish(1);
    }
    if (x != y) {
      status = 1;
      if (is_quiet) return 1;
      if (!shows_all) {
        show_difference(first, second, byte, lines, x, y);
        return finish(1);
      }
      char text[8], other[8];
      if (shows_bytes)
        printf("%*ld %3o %-4s %3o %s\n", width, byte, x, visible(x, text), y, visible(y, other));
      else printf("%*ld %3o %3o\n", width, byte, x, y);
    }
    lines += x == '\n';
  }
  return finish(status);
}
