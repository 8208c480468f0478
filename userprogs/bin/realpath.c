// realpath: a path without symbolic links.
#define TOOL "realpath"
#include "tool.h"

const char help[] =
  "Usage: realpath FILE...\n"
  "Write the whole path of each FILE, without symbolic links, . and ..\n"
  "\n"
  "      --help  show this help\n"
  "\n"
  "Example: realpath ../src\n";

// The last part need not be there.
static char *resolve(const char *path) {
  char *whole = realpath(path, 0);
  if (whole != 0 || errno != ENOENT || *path == 0) return whole;
  char *copy = copy_text(path), *slash = strrchr(copy, '/');
  if (slash != 0) *slash = 0;
  char *folder = realpath(slash == 0 ? "." : slash == copy ? "/" : copy, 0);
  if (folder == 0) return 0;
  const char *name = slash == 0 ? copy : slash + 1;
  whole = take_memory(0, strlen(folder) + strlen(name) + 2);
  strcpy(stpcpy(stpcpy(whole, folder), strcmp(folder, "/") == 0 ? "" : "/"), name);
  return whole;
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  if (optind == argc) {
    fputs("realpath: missing operand\n", stderr);
    refuse(FAILURE);
  }
  int status = 0;
  for (int i = optind; i < argc; i++) {
    char *path = resolve(argv[i]);
    if (path != 0) puts(path);
    else {
      complain(argv[i]);
      status = FAILURE;
    }
    free(path);
  }
  return finish(status);
}
