// false: does nothing, unsuccessfully.
#define TOOL "false"
#include "tool.h"

const char help[] =
  "Usage: false\n"
  "Do nothing, and end with status 1.\n"
  "\n"
  "Example: until false; do date; sleep 1; done\n";

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--help") == 0) fputs(help, stdout);
  return 1;
}
