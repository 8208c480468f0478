// dirname: a path without its last part.
#define TOOL "dirname"
#include "tool.h"

const char help[] =
  "Usage: dirname NAME...\n"
  "Write each NAME without its last part; a period if that is all it has.\n"
  "\n"
  "      --help  show this help\n"
  "\n"
  "Example: cd \"$(dirname \"$0\")\"\n";

static void write_folder(char *path) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') length--;
  while (length > 0 && path[length - 1] != '/') length--;
  while (length > 1 && path[length - 1] == '/') length--;
  if (length == 0) puts(".");
  else printf("%.*s\n", (int)length, path);
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  if (optind == argc) {
    fputs("dirname: missing operand\n", stderr);
    refuse(FAILURE);
  }
  for (int i = optind; i < argc; i++) write_folder(argv[i]);
  return finish(0);
}
