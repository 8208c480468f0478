// stat, lstat: Linux for RISC-V itself has only fstatat, and fstat.

#include <fcntl.h>
#include <sys/stat.h>

int stat(const char *path, struct stat *status) { return fstatat(AT_FDCWD, path, status, 0); }

int lstat(const char *path, struct stat *status) {
  return fstatat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW);
}
