// readlink: where a symbolic link leads.
#define TOOL "readlink"
#include "tool.h"

#include <limits.h>
#include <unistd.h>

const char help[] =
  "Usage: readlink [OPTION]... FILE...\n"
  "Write the path that each FILE, a symbolic link, contains.\n"
  "\n"
  "  -f, --canonicalize  follow all links: the path without any, and without . and ..\n"
  "  -n, --no-newline    no newline at the end\n"
  "      --help          show this help\n"
  "\n"
  "Example: readlink -f \"$0\"\n";

// The file itself need not be there, but its folder must.
static char *canonicalize(const char *path) {
  char *whole = realpath(path, 0), *copy, *slash, *folder;
  if (whole != 0 || errno != ENOENT) return whole;
  copy = copy_text(path);
  slash = strrchr(copy, '/');
  if (slash != 0) *slash = 0;
  folder = realpath(slash == 0 ? "." : slash == copy ? "/" : copy, 0);
  if (folder == 0) return 0;
  const char *name = slash == 0 ? copy : slash + 1;
  whole = take_memory(0, strlen(folder) + strlen(name) + 2);
  strcpy(stpcpy(stpcpy(whole, folder), strcmp(folder, "/") == 0 ? "" : "/"), name);
  return whole;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"canonicalize", no_argument, 0, 'f'}, {"no-newline", no_argument, 0, 'n'}, HELP_OPTION,
  };
  bool follows = false, has_newline = true;
  for (int option; (option = next_option(argc, argv, "fn", names, FAILURE)) != -1;)
    if (option == 'f') follows = true;
    else has_newline = false;
  if (optind == argc) {
    fputs("readlink: missing operand\n", stderr);
    refuse(FAILURE);
  }
  int status = 0;
  for (int i = optind; i < argc; i++) {
    char target[PATH_MAX];
    ssize_t length = follows ? 0 : readlink(argv[i], target, sizeof target - 1);
    const char *text = follows ? canonicalize(argv[i]) : length < 0 ? 0 : target;
    if (text == 0) {
      status = FAILURE;
      continue;
    }
    if (!follows) target[length] = 0;
    fputs(text, stdout);
    if (has_newline || argc - optind > 1) putchar('\n');
  }
  return finish(status);
}
