// cd and pwd. The shell remembers by which way it came: after `cd link`, `cd ..` leads back.
#include "sh.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_same(const char *a, const char *b) {
  struct stat x, y;
  return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

// The working folder, as PWD says it if that is still true.
static const char *current_folder(void) {
  static char path[PATH_MAX];
  const char *remembered = get_variable("PWD");
  if (remembered != 0 && *remembered == '/' && is_same(remembered, ".")) return remembered;
  return getcwd(path, sizeof path);
}

// The path without . and .., whatever is a link in it; in scratch.
static char *simplify(const char *path) {
  char *result = arena_take(scratch, strlen(path) + 2), *end = result;
  while (*path != 0) {
    path += strspn(path, "/");
    size_t length = strcspn(path, "/");
    if (length == 2 && path[0] == '.' && path[1] == '.') {
      while (end > result && *--end != '/') continue;
      *end = 0;
    } else if (length > 0 && !(length == 1 && *path == '.')) {
      *end++ = '/';
      end = mempcpy(end, path, length);
      *end = 0;
    }
    path += length;
  }
  return *result == 0 ? strcpy(result, "/") : result;
}

static char *join_path(const char *folder, const char *name) {
  char *path = arena_take(scratch, strlen(folder) + strlen(name) + 2);
  strcpy(stpcpy(stpcpy(path, folder), "/"), name);
  return path;
}

// A name that does not begin with . or / is looked for in the folders of CDPATH. `*tells` if it was not in
// this one.
static const char *look_along_path(const char *name, bool *tells) {
  const char *folders = get_variable("CDPATH");
  if (folders == 0 || *name == '/' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
      strncmp(name, "./", 2) == 0 || strncmp(name, "../", 3) == 0)
    return name;
  while (*folders != 0) {
    size_t length = strcspn(folders, ":");
    if (length > 0) {
      char *path = join_path(arena_copy(scratch, folders, length), name);
      struct stat status;
      if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) return *tells = true, path;
    }
    folders += length + (folders[length] == ':');
  }
  return name;
}

int cd_command(int argc, char **argv) {
  bool is_physical = false, tells = false;
  int i = 1;
  for (; i < argc && (strcmp(argv[i], "-L") == 0 || strcmp(argv[i], "-P") == 0); i++)
    is_physical = argv[i][1] == 'P';
  if (i < argc && strcmp(argv[i], "--") == 0) i++;
  const char *target = i < argc ? argv[i] : get_variable("HOME");
  if (target == 0) return complain("cd: HOME not set"), 2;
  if (strcmp(target, "-") == 0) {
    target = get_variable("OLDPWD");
    if (target == 0) return complain("cd: OLDPWD not set"), 2;
    tells = true;
  } else target = look_along_path(target, &tells);
  const char *old = current_folder();
  char *old_copy = arena_copy(scratch, old == 0 ? "" : old, old == 0 ? 0 : strlen(old));
  const char *path = is_physical ? target : simplify(*target == '/' ? target : join_path(old_copy, target));
  if (*target == 0) path = old_copy;
  if (chdir(path) < 0) return complain("cd: can't cd to %s", target), 2;
  static char resolved[PATH_MAX];
  if (is_physical && getcwd(resolved, sizeof resolved) != 0) path = resolved;
  set_variable("OLDPWD", old_copy);
  set_variable("PWD", path);
  if (tells) puts(path);
  return 0;
}

int pwd_command(int argc, char **argv) {
  char path[PATH_MAX];
  bool is_physical = argc > 1 && strcmp(argv[1], "-P") == 0;
  const char *folder = is_physical ? getcwd(path, sizeof path) : current_folder();
  if (folder == 0) return complain("pwd: %s", strerror(errno)), 1;
  puts(folder);
  return 0;
}
