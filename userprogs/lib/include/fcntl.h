// Opening files.
#ifndef _FCNTL_H
#define _FCNTL_H

#include <bits/fcntl.h>
#include <sys/types.h>

// With O_CREAT or O_TMPFILE, one more argument: the new file's mode_t.
int open(const char *path, int flags, ...);
int openat(int directory, const char *path, int flags, ...);
int creat(const char *path, mode_t mode);

#endif
