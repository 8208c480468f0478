// scandir: a whole directory at once, in order.

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

int alphasort(const struct dirent **a, const struct dirent **b) {
  return strcoll((*a)->d_name, (*b)->d_name);
}

static void give_back(struct dirent **names, size_t count) {
  while (count > 0) free(names[--count]);
  free(names);
}

// Adds a copy of the name, which lives only until the next readdir. False if memory is exhausted.
static int add(struct dirent ***names, size_t count, const struct dirent *name) {
  if ((count & (count - 1)) == 0) {
    struct dirent **larger = reallocarray(*names, count == 0 ? 1 : 2 * count, sizeof *larger);
    if (larger == 0) return 0;
    *names = larger;
  }
  struct dirent *copy = malloc(name->d_reclen);
  if (copy == 0) return 0;
  (*names)[count] = memcpy(copy, name, name->d_reclen);
  return 1;
}

int scandir(
  const char *path, struct dirent ***result, int (*selects)(const struct dirent *),
  int (*compare)(const struct dirent **, const struct dirent **)) {
  DIR *directory = opendir(path);
  if (directory == 0) return -1;
  struct dirent **names = 0;
  size_t count = 0;
  int saved = errno;
  errno = 0;
  for (struct dirent *name; (name = readdir(directory)) != 0; errno = 0) {
    if (selects != 0 && !selects(name)) continue;
    if (!add(&names, count, name)) break;
    count++;
  }
  int error = errno;
  closedir(directory);
  if (error != 0) {
    give_back(names, count);
    return errno = error, -1;
  }
  errno = saved;
  if (compare != 0 && count > 0)
    qsort(names, count, sizeof *names, (int (*)(const void *, const void *))(void (*)(void))compare);
  *result = names;
  return (int)count;
}
