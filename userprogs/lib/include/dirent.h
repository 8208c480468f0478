// Reading directories.
#ifndef _DIRENT_H
#define _DIRENT_H

#include <bits/dirent.h>
#include <sys/types.h>

typedef struct _DIR DIR;

DIR *opendir(const char *path);
// The stream takes the descriptor over.
DIR *fdopendir(int descriptor);
// The next name, valid until the next call; null at the end, or after an error that errno tells.
struct dirent *readdir(DIR *directory);
int closedir(DIR *directory);
void rewinddir(DIR *directory);
long telldir(DIR *directory);
void seekdir(DIR *directory, long place);
int dirfd(DIR *directory);

// All names that `selects` wants (null: all of them), in the order of `compare`; the caller frees them and
// the list. Returns how many there are, or -1.
int scandir(
  const char *path, struct dirent ***names, int (*selects)(const struct dirent *),
  int (*compare)(const struct dirent **, const struct dirent **));
int alphasort(const struct dirent **a, const struct dirent **b);

ssize_t getdents64(int descriptor, void *buffer, size_t size);

#define IFTODT(mode) (((mode) & 0170000) >> 12)
#define DTTOIF(type) ((type) << 12)

#endif
