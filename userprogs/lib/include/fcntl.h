// Opening files, controlling descriptors, and moving bytes between them.
#ifndef _FCNTL_H
#define _FCNTL_H

#include <bits/fcntl.h>
#include <bits/stat.h>
#include <sys/types.h>
#include <sys/uio.h>

// With O_CREAT or O_TMPFILE, one more argument: the new file's mode_t.
int open(const char *path, int flags, ...);
int openat(int directory, const char *path, int flags, ...);
int creat(const char *path, mode_t mode);

// With most commands, one more argument: an int, or a struct flock *.
int fcntl(int descriptor, int command, ...);
int posix_fallocate(int descriptor, off_t offset, off_t size);
int fallocate(int descriptor, int mode, off_t offset, off_t size);

// Pages instead of bytes: between a pipe and another file, two pipes, memory and a pipe.
ssize_t splice(int from, off_t *from_offset, int to, off_t *to_offset, size_t size, unsigned flags);
ssize_t tee(int from, int to, size_t size, unsigned flags);
ssize_t vmsplice(int pipe, const struct iovec *pieces, size_t count, unsigned flags);

#endif
