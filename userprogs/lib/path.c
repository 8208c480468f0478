// Calls on the names of files. Linux for RISC-V itself has only those that begin at a directory.
//
// They are weak, as the stubs are: a program may have a function `link` of its own.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include "internal.h"

int __faccessat(int directory, const char *path, int mode);
int __fchmodat(int directory, const char *path, mode_t mode);

// The kernel asks with the real user's rights, which here are always the effective one's.
WEAK int faccessat(int directory, const char *path, int mode, int flags) {
  if ((flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW)) != 0) return errno = EINVAL, -1;
  return __faccessat(directory, path, mode);
}

WEAK int access(const char *path, int mode) { return __faccessat(AT_FDCWD, path, mode); }
WEAK int eaccess(const char *path, int mode) { return __faccessat(AT_FDCWD, path, mode); }
WEAK int link(const char *path, const char *name) { return linkat(AT_FDCWD, path, AT_FDCWD, name, 0); }
WEAK int symlink(const char *target, const char *name) { return symlinkat(target, AT_FDCWD, name); }
WEAK int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
WEAK int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

WEAK ssize_t readlink(const char *restrict path, char *restrict target, size_t size) {
  return readlinkat(AT_FDCWD, path, target, size);
}

WEAK int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
WEAK int mknod(const char *path, mode_t mode, dev_t device) { return mknodat(AT_FDCWD, path, mode, device); }
WEAK int mkfifo(const char *path, mode_t mode) { return mknodat(AT_FDCWD, path, mode | S_IFIFO, 0); }

WEAK int mkfifoat(int directory, const char *path, mode_t mode) {
  return mknodat(directory, path, mode | S_IFIFO, 0);
}

WEAK int chmod(const char *path, mode_t mode) { return __fchmodat(AT_FDCWD, path, mode); }

WEAK int fchmodat(int directory, const char *path, mode_t mode, int flags) {
  if (flags != 0) return errno = ENOTSUP, -1;
  return __fchmodat(directory, path, mode);
}

WEAK int chown(const char *path, uid_t owner, gid_t group) {
  return fchownat(AT_FDCWD, path, owner, group, 0);
}

WEAK int lchown(const char *path, uid_t owner, gid_t group) {
  return fchownat(AT_FDCWD, path, owner, group, AT_SYMLINK_NOFOLLOW);
}

WEAK int futimens(int descriptor, const struct timespec times[2]) {
  return utimensat(descriptor, 0, times, 0);
}

WEAK int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

WEAK int renameat(int from_directory, const char *from, int to_directory, const char *to) {
  return renameat2(from_directory, from, to_directory, to, 0);
}

// A file or an empty folder.
WEAK int remove(const char *path) {
  int result = unlink(path);
  return result < 0 && errno == EISDIR ? rmdir(path) : result;
}
