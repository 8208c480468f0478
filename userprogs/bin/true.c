// true: does nothing, successfully.
#define TOOL "true"
#include "tool.h"

const char help[] =
  "Usage: true\n"
  "Do nothing, and end with status 0.\n"
  "\n"
  "Example: while true; do date; sleep 1; done\n";

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--help") == 0) show_help();
  return 0;
}
