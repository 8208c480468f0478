// unlink: takes a file's name away.
#define TOOL "unlink"
#include "tool.h"

#include <unistd.h>

const char help[] =
  "Usage: unlink FILE\n"
  "Take the name FILE away, and the file with its last name: the call of that name and nothing else. rm does more.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Example: unlink notes.txt\n";

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  if (argc - optind != 1) {
    fprintf(stderr, "unlink: %s operand\n", argc == optind ? "missing" : "extra");
    refuse(FAILURE);
  }
  if (unlink(argv[optind]) == 0) return 0;
  fprintf(stderr, "unlink: cannot unlink '%s': %s\n", argv[optind], strerror(errno));
  return FAILURE;
}
