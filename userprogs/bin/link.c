// link: gives a file one more name.
#define TOOL "link"
#include "tool.h"

#include <unistd.h>

const char help[] =
  "Usage: link FILE NAME\n"
  "Give FILE the NAME, too: the call of that name and nothing else, as teachers like it. ln does more.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Example: link notes.txt same-notes.txt\n";

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  if (argc - optind != 2) {
    fprintf(stderr, "link: %s operand\n", argc - optind < 2 ? "missing" : "extra");
    refuse(FAILURE);
  }
  if (link(argv[optind], argv[optind + 1]) == 0) return 0;
  fprintf(stderr, "link: cannot create link '%s' to '%s': %s\n", argv[optind + 1], argv[optind], strerror(errno));
  return FAILURE;
}
