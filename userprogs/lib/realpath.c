// realpath: the path without symbolic links, `.` and `..`.

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_LINKS = 40 };

struct walk {
  char done[PATH_MAX];  // resolved so far; empty for the root
  char rest[PATH_MAX];  // still to be walked
  int links;
};

static bool fail(int error) {
  errno = error;
  return false;
}

static void go_up(struct walk *walk) {
  char *slash = strrchr(walk->done, '/');
  if (slash != 0) *slash = 0;
}

// Puts a link's target before the rest of the way.
static bool follow_link(struct walk *walk, const char *target) {
  if (++walk->links > MOST_LINKS) return fail(ELOOP);
  char longer[PATH_MAX];
  if (strlen(target) + strlen(walk->rest) + 2 > sizeof longer) return fail(ENAMETOOLONG);
  strcpy(stpcpy(stpcpy(longer, target), *walk->rest == 0 ? "" : "/"), walk->rest);
  strcpy(walk->rest, longer);
  if (*target == '/') walk->done[0] = 0;
  else go_up(walk);
  return true;
}

// Goes on by one name, which may be a link.
static bool enter(struct walk *walk, const char *name, bool is_last) {
  size_t length = strlen(walk->done);
  if (length + strlen(name) + 2 > sizeof walk->done) return fail(ENAMETOOLONG);
  strcpy(stpcpy(walk->done + length, "/"), name);
  struct stat status;
  if (lstat(walk->done, &status) < 0) return false;
  if (S_ISLNK(status.st_mode)) {
    char target[PATH_MAX];
    ssize_t size = readlink(walk->done, target, sizeof target - 1);
    if (size < 0) return false;
    target[size] = 0;
    return follow_link(walk, target);
  }
  return is_last || S_ISDIR(status.st_mode) ? true : fail(ENOTDIR);
}

// Takes the next name off the rest. False at the end.
static bool next_name(struct walk *walk, char *name) {
  char *start = walk->rest + strspn(walk->rest, "/");
  size_t length = strcspn(start, "/");
  if (length == 0) return false;
  memcpy(name, start, length);
  name[length] = 0;
  memmove(walk->rest, start + length, strlen(start + length) + 1);
  return true;
}

// With a null for `result`, the path is in malloc's memory.
char *realpath(const char *restrict path, char *restrict result) {
  if (path == 0 || *path == 0) return errno = path == 0 ? EINVAL : ENOENT, (char *)0;
  struct walk walk = {.links = 0};
  char name[PATH_MAX];
  if (strlen(path) >= sizeof walk.rest) return errno = ENAMETOOLONG, (char *)0;
  if (*path != '/') {
    if (getcwd(walk.done, sizeof walk.done) == 0) return 0;
    if (strcmp(walk.done, "/") == 0) walk.done[0] = 0;
  }
  strcpy(walk.rest, path);
  while (next_name(&walk, name)) {
    if (strcmp(name, ".") == 0) continue;
    if (strcmp(name, "..") == 0) go_up(&walk);
    else if (!enter(&walk, name, *walk.rest == 0)) return 0;
  }
  if (walk.done[0] == 0) strcpy(walk.done, "/");
  return result == 0 ? strdup(walk.done) : strcpy(result, walk.done);
}
