// Room for files, and locks on parts of them.

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// Returns an error number.
int posix_fallocate(int descriptor, off_t offset, off_t size) {
  int saved = errno;
  int error = fallocate(descriptor, 0, offset, size) < 0 ? errno : 0;
  errno = saved;
  return error;
}

int lockf(int descriptor, int command, off_t size) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_CUR, .l_len = size};
  switch (command) {
    case F_ULOCK:
      lock.l_type = F_UNLCK;
      return fcntl(descriptor, F_SETLK, &lock);
    case F_LOCK: return fcntl(descriptor, F_SETLKW, &lock);
    case F_TLOCK: return fcntl(descriptor, F_SETLK, &lock);
    case F_TEST:
      if (fcntl(descriptor, F_GETLK, &lock) < 0) return -1;
      if (lock.l_type == F_UNLCK || lock.l_pid == getpid()) return 0;
      errno = EACCES;
      return -1;
    default: errno = EINVAL; return -1;
  }
}
