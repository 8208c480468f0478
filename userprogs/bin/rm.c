// rm: removes files and folders.
#define TOOL "rm"
#include "tool.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: rm [OPTION]... FILE...\n"
  "Remove each FILE. What is removed does not come back.\n"
  "\n"
  "  -r, -R, --recursive  folders, with all that is in them\n"
  "  -d, --dir            empty folders\n"
  "  -f, --force          no error for what is not there, and no questions\n"
  "  -i                   ask before each\n"
  "  -v, --verbose        say what is removed\n"
  "      --help           show this help\n"
  "\n"
  "Example: rm -r build\n";

static bool is_recursive, removes_empty, forces, asks, is_verbose;

static bool refuse_removal(const char *path) {
  int error = errno;
  fflush(stdout);
  fprintf(stderr, "rm: cannot remove '%s': %s\n", path, strerror(error));
  return false;
}

static bool is_wanted(const char *question, const char *path) {
  if (!asks) return true;
  fflush(stdout);
  fprintf(stderr, "rm: %s '%s'? ", question, path);
  int answer = getchar();
  for (int c = answer; c != '\n' && c != EOF;) c = getchar();
  return answer == 'y' || answer == 'Y';
}

static bool remove_path(const char *path);

// Reads all names first: removing while reading may skip some.
static bool remove_contents(const char *path) {
  struct dirent **entries;
  int count = scandir(path, &entries, 0, alphasort);
  if (count < 0) return refuse_removal(path);
  bool done = true;
  for (int i = 0; i < count; i++) {
    char inner[PATH_MAX];
    const char *name = entries[i]->d_name;
    bool is_inner = strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
    if (is_inner && snprintf(inner, sizeof inner, "%s/%s", path, name) < (int)sizeof inner)
      done &= remove_path(inner);
    free(entries[i]);
  }
  free(entries);
  return done;
}

static bool remove_folder(const char *path) {
  if (!is_recursive && !removes_empty) {
    errno = EISDIR;
    return refuse_removal(path);
  }
  if (is_recursive) {
    if (asks && !is_wanted("descend into directory", path)) return true;
    if (!remove_contents(path)) return false;
  }
  if (!is_wanted("remove directory", path)) return true;
  if (rmdir(path) < 0) return refuse_removal(path);
  if (is_verbose) printf("removed directory '%s'\n", path);
  return true;
}

static bool remove_path(const char *path) {
  struct stat status;
  if (lstat(path, &status) < 0)
    return (forces && (errno == ENOENT || errno == ENOTDIR)) || refuse_removal(path);
  if (S_ISDIR(status.st_mode)) return remove_folder(path);
  if (!is_wanted("remove file", path)) return true;
  if (unlink(path) < 0) return refuse_removal(path);
  if (is_verbose) printf("removed '%s'\n", path);
  return true;
}

static bool is_dot(const char *path) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') length--;
  const char *name = path + length;
  while (name > path && name[-1] != '/') name--;
  size_t size = (size_t)(path + length - name);
  return (size == 1 && *name == '.') || (size == 2 && strncmp(name, "..", 2) == 0);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"recursive", no_argument, 0, 'r'}, {"dir", no_argument, 0, 'd'}, {"force", no_argument, 0, 'f'},
    {"verbose", no_argument, 0, 'v'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "rRdfiv", names, FAILURE)) != -1;) switch (option) {
    case 'r': case 'R': is_recursive = true; break;
    case 'd': removes_empty = true; break;
    case 'f': forces = true; asks = false; break;
    case 'i': asks = true; forces = false; break;
    case 'v': is_verbose = true; break;
  }
  if (optind == argc && !forces) {
    fputs("rm: missing operand\n", stderr);
    refuse(FAILURE);
  }
  bool done = true;
  for (int i = optind; i < argc; i++) {
    if (is_recursive && (is_dot(argv[i]) || strspn(argv[i], "/") == strlen(argv[i]))) {
      fprintf(stderr, "rm: refusing to remove '%s'\n", argv[i]);
      done = false;
    } else done &= remove_path(argv[i]);
  }
  return finish(done ? 0 : FAILURE);
}
