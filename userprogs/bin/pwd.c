// pwd: the working folder.
#define TOOL "pwd"
#include "tool.h"

#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: pwd [OPTION]...\n"
  "Write the path of the working folder.\n"
  "\n"
  "  -L, --logical   as $PWD has it, if that leads there, with symbolic links\n"
  "  -P, --physical  without symbolic links (as it is by itself)\n"
  "      --help      show this help\n"
  "\n"
  "Example: here=$(pwd)\n";

// Whether $PWD is a path of the working folder without . and ..
static bool is_good(const char *path) {
  struct stat there, here;
  if (path == 0 || *path != '/' || strstr(path, "/./") != 0 || strstr(path, "/../") != 0) return false;
  return stat(path, &there) == 0 && stat(".", &here) == 0 && there.st_ino == here.st_ino &&
    there.st_dev == here.st_dev;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"logical", no_argument, 0, 'L'}, {"physical", no_argument, 0, 'P'}, HELP_OPTION,
  };
  bool is_logical = false;
  for (int option; (option = next_option(argc, argv, "LP", names, FAILURE)) != -1;) is_logical = option == 'L';
  const char *path = is_logical && is_good(getenv("PWD")) ? getenv("PWD") : getcwd(0, 0);
  if (path == 0) {
    complain("cannot find the working folder");
    return FAILURE;
  }
  puts(path);
  return finish(0);
}
