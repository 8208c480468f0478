// which: where a command is.
#define TOOL "which"
#include "tool.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: which [-a] COMMAND...\n"
  "Write the path of each COMMAND, as PATH leads to it.\n"
  "\n"
  "  -a      all that PATH leads to, not only the first\n"
  "      --help  show this help\n"
  "\n"
  "The exit status is 1 if one of them is not there. Builtins of the shell are not known here: use `type`.\n"
  "Example: which sort\n";

static bool is_program(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

static bool show(const char *name, bool shows_all) {
  if (strchr(name, '/') != 0) {
    if (is_program(name)) puts(name);
    return is_program(name);
  }
  const char *folders = getenv("PATH");
  bool found = false;
  while (folders != 0 && *folders != 0 && (shows_all || !found)) {
    char path[PATH_MAX];
    size_t length = strcspn(folders, ":");
    int size = snprintf(path, sizeof path, "%.*s/%s", (int)length, length == 0 ? "." : folders, name);
    if (size < (int)sizeof path && is_program(path)) {
      puts(path);
      found = true;
    }
    folders += length + (folders[length] == ':');
  }
  return found;
}

int main(int argc, char **argv) {
  bool shows_all = false, done = true;
  while (next_option(argc, argv, "a", ONLY_HELP, 2) != -1) shows_all = true;
  if (optind == argc) return FAILURE;
  for (int i = optind; i < argc; i++) done &= show(argv[i], shows_all);
  return finish(done ? 0 : FAILURE);
}
