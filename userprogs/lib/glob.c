// glob: walks the pattern component by component; only those with wildcards read a directory.

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct search {
  int flags;
  int (*fails)(const char *, int);
  glob_t *result;
  char path[PATH_MAX];
};

// A bracket that nothing closes is no wildcard.
static bool has_wildcard(const char *component, size_t length) {
  bool in_brackets = false;
  for (size_t i = 0; i < length; i++) {
    if (component[i] == '*' || component[i] == '?' || (component[i] == ']' && in_brackets)) return true;
    in_brackets |= component[i] == '[';
  }
  return false;
}

// Adds the path that was found. Returns 0 or GLOB_NOSPACE.
static int add(struct search *search, const char *path, bool is_directory) {
  glob_t *result = search->result;
  size_t offset = (search->flags & GLOB_DOOFFS) != 0 ? result->gl_offs : 0;
  char **paths = reallocarray(result->gl_pathv, offset + result->gl_pathc + 2, sizeof *paths);
  if (paths == 0) return GLOB_NOSPACE;
  result->gl_pathv = paths;
  size_t length = strlen(path);
  char *copy = malloc(length + 2);
  if (copy == 0) return GLOB_NOSPACE;
  memcpy(copy, path, length + 1);
  if (is_directory && (search->flags & GLOB_MARK) != 0 && (length == 0 || path[length - 1] != '/'))
    strcpy(copy + length, "/");
  paths[offset + result->gl_pathc++] = copy;
  paths[offset + result->gl_pathc] = 0;
  return 0;
}

static int walk(struct search *search, size_t length, const char *pattern);

// Copies a component without wildcards, and without the backslashes that quote. Returns the path's new
// length, or 0 if it is too long.
static size_t append(struct search *search, size_t length, const char *text, size_t size) {
  for (size_t i = 0; i < size; i++) {
    if (text[i] == '\\' && (search->flags & GLOB_NOESCAPE) == 0 && i + 1 < size) i++;
    if (length + 2 > sizeof search->path) return 0;
    search->path[length++] = text[i];
  }
  search->path[length] = 0;
  return length;
}

static bool exists(struct search *search, bool *is_directory) {
  struct stat status;
  if (lstat(search->path, &status) < 0) return false;
  struct stat target;
  *is_directory = S_ISDIR(status.st_mode) || (stat(search->path, &target) == 0 && S_ISDIR(target.st_mode));
  return true;
}

// Ends a path: it counts if it exists.
static int finish(struct search *search) {
  bool is_directory;
  if (!exists(search, &is_directory)) return 0;
  if ((search->flags & GLOB_ONLYDIR) != 0 && !is_directory) return 0;
  return add(search, search->path, is_directory);
}

// Goes on behind a component: past slashes, into the rest of the pattern.
static int descend(struct search *search, size_t length, const char *rest) {
  if (*rest == 0) return finish(search);
  while (*rest == '/') {
    length = append(search, length, rest++, 1);
    if (length == 0) return 0;
  }
  return walk(search, length, rest);
}

static int match_directory(struct search *search, size_t length, const char *component, const char *rest) {
  DIR *directory = opendir(length == 0 ? "." : search->path);
  if (directory == 0) {
    bool stops = search->fails != 0 && search->fails(length == 0 ? "." : search->path, errno) != 0;
    return stops || (search->flags & GLOB_ERR) != 0 ? GLOB_ABORTED : 0;
  }
  int flags = ((search->flags & GLOB_NOESCAPE) != 0 ? FNM_NOESCAPE : 0) |
              ((search->flags & GLOB_PERIOD) != 0 ? 0 : FNM_PERIOD);
  int result = 0;
  for (struct dirent *name; result == 0 && (name = readdir(directory)) != 0;) {
    if (fnmatch(component, name->d_name, flags) != 0) continue;
    size_t size = strlen(name->d_name);
    if (length + size + 2 > sizeof search->path) continue;
    memcpy(search->path + length, name->d_name, size + 1);
    result = descend(search, length + size, rest);
    search->path[length] = 0;
  }
  closedir(directory);
  return result;
}

static int walk(struct search *search, size_t length, const char *pattern) {
  if (*pattern == 0) return finish(search);
  size_t size = strcspn(pattern, "/");
  const char *rest = pattern + size;
  if (!has_wildcard(pattern, size)) {
    size_t longer = append(search, length, pattern, size);
    return longer == 0 ? 0 : descend(search, longer, rest);
  }
  char *component = strndup(pattern, size);
  if (component == 0) return GLOB_NOSPACE;
  int result = match_directory(search, length, component, rest);
  free(component);
  return result;
}

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int glob(const char *restrict pattern, int flags, int (*fails)(const char *, int), glob_t *restrict result) {
  size_t offset = (flags & GLOB_DOOFFS) != 0 ? result->gl_offs : 0;
  if ((flags & GLOB_APPEND) == 0) {
    result->gl_pathc = 0;
    result->gl_pathv = calloc(offset + 1, sizeof(char *));
    if (result->gl_pathv == 0) return GLOB_NOSPACE;
  }
  struct search search = {.flags = flags, .fails = fails, .result = result};
  size_t before = result->gl_pathc;
  size_t root = 0;
  while (pattern[root] == '/') root++;
  if (root >= sizeof search.path) return GLOB_NOMATCH;
  memcpy(search.path, pattern, root);
  int error = walk(&search, root, pattern + root);
  if (error != 0) return error;
  if (result->gl_pathc == before)
    return (flags & GLOB_NOCHECK) != 0 ? add(&search, pattern, false) : GLOB_NOMATCH;
  if ((flags & GLOB_NOSORT) == 0)
    qsort(result->gl_pathv + offset + before, result->gl_pathc - before, sizeof(char *), compare);
  return 0;
}

void globfree(glob_t *result) {
  if (result->gl_pathv == 0) return;
  size_t i = 0;
  while (i < result->gl_offs && result->gl_pathv[i] == 0) i++;
  for (size_t left = result->gl_pathc; left > 0; left--) free(result->gl_pathv[i++]);
  free(result->gl_pathv);
  result->gl_pathv = 0;
  result->gl_pathc = 0;
}
