// arch: what the machine is.
#define TOOL "arch"
#include "tool.h"

#include <sys/utsname.h>

const char help[] =
  "Usage: arch\n"
  "Write the name of the machine's architecture, as uname -m does.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Example: arch\n";

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  struct utsname name;
  if (uname(&name) < 0) fail(FAILURE, "cannot get system name", "");
  puts(name.machine);
  return finish(0);
}
