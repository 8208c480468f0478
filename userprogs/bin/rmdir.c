// rmdir: removes empty folders.
#define TOOL "rmdir"
#include "tool.h"

#include <unistd.h>

const char help[] =
  "Usage: rmdir [OPTION]... FOLDER...\n"
  "Remove each FOLDER, which must be empty.\n"
  "\n"
  "  -p, --parents  the folders above it too: a/b/c, then a/b, then a\n"
  "  -v, --verbose  say what is removed\n"
  "      --ignore-fail-on-non-empty  no error where one is not empty\n"
  "      --help     show this help\n"
  "\n"
  "Example: rmdir -p a/b/c\n";

static bool with_parents, is_verbose, may_be_filled;

static bool remove_one(const char *path) {
  if (is_verbose) printf("rmdir: removing directory, '%s'\n", path);
  if (rmdir(path) == 0) return true;
  if (may_be_filled && (errno == ENOTEMPTY || errno == EEXIST)) return true;
  fflush(stdout);
  fprintf(stderr, "rmdir: failed to remove '%s': %s\n", path, strerror(errno));
  return false;
}

static bool remove_with_parents(char *path) {
  for (;;) {
    if (!remove_one(path)) return false;
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') path[--length] = 0;
    char *slash = strrchr(path, '/');
    if (slash == 0 || slash == path) return true;
    while (slash > path && slash[-1] == '/') slash--;
    *slash = 0;
  }
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"parents", no_argument, 0, 'p'}, {"verbose", no_argument, 0, 'v'},
    {"ignore-fail-on-non-empty", no_argument, 0, 'i'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "pv", names, FAILURE)) != -1;) switch (option) {
    case 'p': with_parents = true; break;
    case 'v': is_verbose = true; break;
    case 'i': may_be_filled = true; break;
  }
  if (optind == argc) {
    fputs("rmdir: missing operand\n", stderr);
    refuse(FAILURE);
  }
  bool done = true;
  for (int i = optind; i < argc; i++)
    done &= with_parents ? remove_with_parents(argv[i]) : remove_one(argv[i]);
  return finish(done ? 0 : FAILURE);
}
