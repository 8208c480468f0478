// whoami: the user's name.
#define TOOL "whoami"
#include "tool.h"

#include <pwd.h>
#include <unistd.h>

const char help[] =
  "Usage: whoami\n"
  "Write the name of the user, as `id -un` does.\n"
  "\n"
  "      --help  show this help\n"
  "\n"
  "Example: echo \"I am $(whoami)\"\n";

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  if (optind < argc) {
    fprintf(stderr, "whoami: extra operand '%s'\n", argv[optind]);
    refuse(FAILURE);
  }
  struct passwd *user = getpwuid(geteuid());
  if (user == 0) {
    fprintf(stderr, "whoami: cannot find name for user ID %u\n", geteuid());
    return FAILURE;
  }
  puts(user->pw_name);
  return finish(0);
}
