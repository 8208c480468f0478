// Memory under a name: a file in /dev/shm, which exists only in memory.

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "shm_path.h"

// /name becomes /dev/shm/name; a prefix such as "sem." goes before the name. False, and EINVAL, if the name
// has further slashes or none, or is too long.
bool __shm_path(char path[SHM_PATH_SIZE], const char *prefix, const char *name) {
  while (*name == '/') name++;
  size_t length = strlen(name);
  bool is_good = length > 0 && length + strlen(prefix) <= NAME_MAX && strchr(name, '/') == 0;
  if (!is_good) {
    errno = length > NAME_MAX ? ENAMETOOLONG : EINVAL;
    return false;
  }
  stpcpy(stpcpy(stpcpy(path, "/dev/shm/"), prefix), name);
  return true;
}

int shm_open(const char *name, int flags, mode_t mode) {
  char path[SHM_PATH_SIZE];
  return __shm_path(path, "", name) ? open(path, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, mode) : -1;
}

int shm_unlink(const char *name) {
  char path[SHM_PATH_SIZE];
  return __shm_path(path, "", name) ? unlink(path) : -1;
}
