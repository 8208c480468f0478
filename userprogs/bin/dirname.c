// dirname: a path without its last part.
#define TOOL "dirname"
#include "tool.h"

const char help[] =
  "Usage: dirname [OPTION]... NAME...\n"
  "Write each NAME without its last part; a period if that is all it has.\n"
  "\n"
  "  -z, --zero  a null byte behind each, not a newline\n"
  "      --help  show this help\n"
  "\n"
  "Example: cd \"$(dirname \"$0\")\"\n";

static char line_end = '\n';

static void write_folder(char *path) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') length--;
  while (length > 0 && path[length - 1] != '/') length--;
  while (length > 1 && path[length - 1] == '/') length--;
  if (length == 0) putchar('.');
  else fwrite(path, 1, length, stdout);
  putchar(line_end);
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"zero", no_argument, 0, 'z'}, HELP_OPTION};
  while (next_option(argc, argv, "z", names, FAILURE) != -1) line_end = 0;
  if (optind == argc) {
    fputs("dirname: missing operand\n", stderr);
    refuse(FAILURE);
  }
  for (int i = optind; i < argc; i++) write_folder(argv[i]);
  return finish(0);
}
