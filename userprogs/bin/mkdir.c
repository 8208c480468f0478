// mkdir: makes folders.
#define TOOL "mkdir"
#include "tool.h"

#include <sys/stat.h>
#include <unistd.h>

#include "mode.h"

const char help[] =
  "Usage: mkdir [OPTION]... FOLDER...\n"
  "Make each FOLDER.\n"
  "\n"
  "  -m, --mode=MODE  with these permissions, as chmod takes them\n"
  "  -p, --parents    the folders above it too, and no error if it is there already\n"
  "  -v, --verbose    say what is made\n"
  "      --help       show this help\n"
  "\n"
  "Example: mkdir -p build/objects\n";

static bool with_parents, is_verbose;
static const char *mode_text;
static mode_t mask;

static bool make_one(const char *path, mode_t mode, bool may_exist) {
  struct stat status;
  if (mkdir(path, mode) == 0) {
    if (is_verbose) printf("mkdir: created directory '%s'\n", path);
    return true;
  }
  if (errno == EEXIST && may_exist && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) return true;
  fflush(stdout);
  fprintf(stderr, "mkdir: cannot create directory '%s': %s\n", path, strerror(errno));
  return false;
}

// The folders above must let us write into them, whatever the mask says.
static bool make_parents(char *path) {
  for (char *p = path + strspn(path, "/"); (p = strchr(p, '/')) != 0; p += strspn(p, "/")) {
    if (p[strspn(p, "/")] == 0) break;
    *p = 0;
    bool done = make_one(path, (0777 & ~mask) | 0300, true);
    *p = '/';
    if (!done) return false;
  }
  return true;
}

static bool make(char *path) {
  mode_t mode = 0777 & ~mask;
  if (mode_text != 0 && !parse_mode(mode_text, 0777, mask, true, &mode))
    fail(FAILURE, "invalid mode: ", mode_text);
  if (with_parents && !make_parents(path)) return false;
  if (!make_one(path, mode, with_parents)) return false;
  return mode_text == 0 || chmod(path, mode) == 0;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"mode", required_argument, 0, 'm'}, {"parents", no_argument, 0, 'p'}, {"verbose", no_argument, 0, 'v'},
    HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "m:pv", names, FAILURE)) != -1;) switch (option) {
    case 'm': mode_text = optarg; break;
    case 'p': with_parents = true; break;
    case 'v': is_verbose = true; break;
  }
  if (optind == argc) {
    fputs("mkdir: missing operand\n", stderr);
    refuse(FAILURE);
  }
  mask = umask(0);
  bool done = true;
  for (int i = optind; i < argc; i++) done &= make(argv[i]);
  return finish(done ? 0 : FAILURE);
}
