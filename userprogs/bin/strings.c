// strings: the texts in files that are no text.
#define TOOL "strings"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: strings [OPTION]... [FILE]...\n"
  "Write what in the FILEs (standard input where there is none) is text: 4 characters or more in a row.\n"
  "\n"
  "  -a, --all           the whole file (as it is by itself)\n"
  "  -f, --print-file-name  the file's name before each\n"
  "  -n, --bytes=N       N characters or more; -N is the same\n"
  "  -t, --radix=d|o|x   where it is in the file, before each\n"
  "      --help          show this help\n"
  "\n"
  "Example: strings -n 8 program\n";

static long least = 4;
static char radix;
static bool shows_name;

static void write_text(const char *name, long place, const char *text, size_t length) {
  if (shows_name) printf("%s: ", name);
  if (radix != 0) printf(radix == 'd' ? "%7ld " : radix == 'o' ? "%7lo " : "%7lx ", (unsigned long)place);
  fwrite(text, 1, length, stdout);
  putchar('\n');
}

static void search(FILE *file, const char *name) {
  char *text = 0;
  size_t length = 0, room = 0;
  long place = 0;
  for (int c; (c = getc(file)) != EOF; place++) {
    if (isprint(c) || c == '\t') {
      if (length == room) text = take_memory(text, room = 2 * room + 256);
      text[length++] = (char)c;
      continue;
    }
    if ((long)length >= least) write_text(name, place - (long)length, text, length);
    length = 0;
  }
  if ((long)length >= least) write_text(name, place - (long)length, text, length);
  free(text);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"all", no_argument, 0, 'a'}, {"print-file-name", no_argument, 0, 'f'},
    {"bytes", required_argument, 0, 'n'},
    {"radix", required_argument, 0, 't'}, HELP_OPTION,
  };
  long digits = 0;
  for (int option; (option = next_option(argc, argv, "afn:t:o0123456789", names, FAILURE)) != -1;)
    switch (option) {
    case 'f': shows_name = true; break;
    case 'n': least = read_size(optarg, "minimum string length"); break;
    case 't': radix = *optarg; break;
    case 'o': radix = 'o'; break;
    case '0' ... '9': least = digits = 10 * digits + option - '0'; break;
  }
  if (radix != 0 && strchr("dox", radix) == 0) fail(FAILURE, "the radix is d, o or x", "");
  if (least < 1) fail(FAILURE, "minimum string length is too small: ", "0");
  int status = 0;
  if (optind == argc) search(stdin, "{standard input}");
  for (int i = optind; i < argc; i++) {
    FILE *file = open_input(argv[i]);
    if (file == 0) status = FAILURE;
    else search(file, argv[i]);
    close_input(file);
  }
  return finish(status);
}
