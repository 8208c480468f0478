// logname: the name of the user who logged in.
#define TOOL "logname"
#include "tool.h"

const char help[] =
  "Usage: logname\n"
  "Write the name of the user who logged in at this terminal, as LOGNAME has it.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Example: logname\n";

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  const char *name = getenv("LOGNAME");
  if (name == 0) fail(FAILURE, "no login name", "");
  puts(name);
  return finish(0);
}
