// ln: gives a file another name.
#define TOOL "ln"
#include "tool.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: ln [OPTION]... TARGET NAME\n"
  "       ln [OPTION]... TARGET... FOLDER\n"
  "Make NAME, or a name in FOLDER (the working folder where there is none), that leads to TARGET.\n"
  "\n"
  "  -s, --symbolic        a symbolic link: it has TARGET's path, whether that exists or not\n"
  "  -f, --force           remove what has the name\n"
  "  -n, --no-dereference  if NAME is a link to a folder, replace it\n"
  "  -r, --relative        (with -s) write TARGET as seen from the link\n"
  "  -T, --no-target-directory  NAME is no folder to put the link into\n"
  "  -v, --verbose         say what is made\n"
  "      --help            show this help\n"
  "\n"
  "Example: ln -s /usr/bin/vi editor\n";

static bool is_symbolic, forces, is_verbose, not_through_links, is_relative, never_folder;

static const char *last_part(char *path) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') path[--length] = 0;
  char *slash = strrchr(path, '/');
  return slash == 0 || slash[1] == 0 ? path : slash + 1;
}

static bool is_folder(const char *path) {
  struct stat status;
  int result = not_through_links ? lstat(path, &status) : stat(path, &status);
  return result == 0 && S_ISDIR(status.st_mode) && !never_folder;
}

// The way from the link's folder to the target, both as they really are.
static const char *relative_target(const char *target, const char *name) {
  static char result[2 * PATH_MAX];
  char from[PATH_MAX], to[PATH_MAX], folder[PATH_MAX];
  const char *slash = strrchr(name, '/');
  snprintf(folder, sizeof folder, "%.*s", slash == 0 ? 1 : (int)(slash - name + 1), slash == 0 ? "." : name);
  if (realpath(folder, from) == 0 || realpath(target, to) == 0) return target;
  size_t same = 0;
  for (size_t i = 0;; i++) {
    bool ends_a = from[i] == 0 || from[i] == '/', ends_b = to[i] == 0 || to[i] == '/';
    if (ends_a && ends_b) same = i;
    if (from[i] != to[i] || from[i] == 0) break;
  }
  if (strcmp(from, "/") == 0) same = 0;
  char *end = result;
  for (const char *p = from + same; *p != 0 && strcmp(from, "/") != 0; p++)
    if (*p == '/') end = stpcpy(end, end == result ? ".." : "/..");
  const char *rest = to + same + (to[same] == '/');
  if (*rest != 0) stpcpy(stpcpy(end, end == result ? "" : "/"), rest);
  else if (end == result) strcpy(result, ".");
  return result;
}

static void tell_failure(const char *target, const char *name) {
  int error = errno;
  struct stat status;
  fflush(stdout);
  if (is_symbolic) fprintf(stderr, "ln: failed to create symbolic link '%s': %s\n", name, strerror(error));
  else if (lstat(target, &status) < 0)
    fprintf(stderr, "ln: failed to access '%s': %s\n", target, strerror(error));
  else if (S_ISDIR(status.st_mode)) fprintf(stderr, "ln: %s: hard link not allowed for directory\n", target);
  else if (error == EEXIST || error == ENOSPC || error == EROFS)
    fprintf(stderr, "ln: failed to create hard link '%s': %s\n", name, strerror(error));
  else fprintf(stderr, "ln: failed to create hard link '%s' => '%s': %s\n", name, target, strerror(error));
}

static bool make_link(const char *target, const char *name) {
  const char *shown = is_symbolic && is_relative ? relative_target(target, name) : target;
  for (int attempt = 0; attempt < 2; attempt++) {
    int result = is_symbolic ? symlink(shown, name) : linkat(AT_FDCWD, target, AT_FDCWD, name, 0);
    if (result == 0) {
      if (is_verbose) printf("'%s' %s '%s'\n", name, is_symbolic ? "->" : "=>", shown);
      return true;
    }
    if (errno != EEXIST || !forces || unlink(name) < 0) break;
  }
  tell_failure(target, name);
  return false;
}

static bool link_into(char *target, const char *folder) {
  char path[PATH_MAX];
  char *copy = copy_text(target);
  snprintf(path, sizeof path, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/",
    last_part(copy));
  free(copy);
  return make_link(target, path);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"symbolic", no_argument, 0, 's'}, {"force", no_argument, 0, 'f'},
    {"no-dereference", no_argument, 0, 'n'},
    {"relative", no_argument, 0, 'r'}, {"no-target-directory", no_argument, 0, 'T'},
    {"verbose", no_argument, 0, 'v'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "sfnrTv", names, FAILURE)) != -1;) switch (option) {
    case 's': is_symbolic = true; break;
    case 'f': forces = true; break;
    case 'n': not_through_links = true; break;
    case 'r': is_relative = true; break;
    case 'T': never_folder = true; break;
    case 'v': is_verbose = true; break;
  }
  int count = argc - optind;
  char **paths = argv + optind;
  if (count == 0) {
    fputs("ln: missing file operand\n", stderr);
    refuse(FAILURE);
  }
  const char *last = paths[count - 1];
  if (count == 1) return finish(link_into(paths[0], ".") ? 0 : FAILURE);
  bool into_folder = is_folder(last), done = true;
  if (count == 2 && !into_folder) return finish(make_link(paths[0], last) ? 0 : FAILURE);
  if (!into_folder) {
    fprintf(stderr, "ln: target '%s' is not a directory\n", last);
    return FAILURE;
  }
  for (int i = 0; i + 1 < count; i++) done &= link_into(paths[i], last);
  return finish(done ? 0 : FAILURE);
}
