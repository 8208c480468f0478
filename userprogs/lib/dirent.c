// Directory streams: getdents64 hands out names by the bufferful, readdir one by one.

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "internal.h"

struct _DIR {
  int descriptor;
  long place;            // where the next name is, in the kernel's own count
  size_t position, end;  // what of the buffer is still to be handed out
  _Alignas(8) char buffer[4096];
};

DIR *fdopendir(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) < 0) return 0;
  if (!S_ISDIR(status.st_mode)) return errno = ENOTDIR, (DIR *)0;
  DIR *directory = malloc(sizeof *directory);
  if (directory == 0) return 0;
  directory->descriptor = descriptor;
  directory->position = directory->end = 0;
  directory->place = 0;
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return directory;
}

DIR *opendir(const char *path) {
  int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return 0;
  DIR *directory = fdopendir(descriptor);
  if (directory == 0) close(descriptor);
  return directory;
}

WEAK struct dirent *readdir(DIR *directory) {
  if (directory->position == directory->end) {
    ssize_t size = getdents64(directory->descriptor, directory->buffer, sizeof directory->buffer);
    if (size <= 0) {
      if (size < 0 && errno == ENOENT) errno = 0;  // the directory has been removed meanwhile
      return 0;
    }
    directory->position = 0;
    directory->end = (size_t)size;
  }
  struct dirent *name = (struct dirent *)(directory->buffer + directory->position);
  directory->position += name->d_reclen;
  directory->place = name->d_off;
  return name;
}

int closedir(DIR *directory) {
  int result = close(directory->descriptor);
  free(directory);
  return result;
}

void seekdir(DIR *directory, long place) {
  directory->place = lseek(directory->descriptor, place, SEEK_SET);
  directory->position = directory->end = 0;
}

void rewinddir(DIR *directory) { seekdir(directory, 0); }
long telldir(DIR *directory) { return directory->place; }
int dirfd(DIR *directory) { return directory->descriptor; }
