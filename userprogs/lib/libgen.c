// The parts of a path: what is before its last slash, and what behind. Both cut the path that they are given.
#include <libgen.h>
#include <string.h>

// Cuts slashes off the end, but not the first character.
static void cut_slashes(char *path) {
  for (size_t length = strlen(path); length > 1 && path[length - 1] == '/'; length--) path[length - 1] = 0;
}

char *dirname(char *path) {
  if (path == 0 || *path == 0) return (char *)".";
  cut_slashes(path);
  char *slash = strrchr(path, '/');
  if (slash == 0) return (char *)".";
  slash[slash == path] = 0;
  cut_slashes(path);
  return path;
}

char *__xpg_basename(char *path) {
  if (path == 0 || *path == 0) return (char *)".";
  cut_slashes(path);
  char *slash = strrchr(path, '/');
  return slash == 0 || slash[1] == 0 ? path : slash + 1;
}
