// What is known about a file, and making files that are not ordinary ones.
#ifndef _SYS_STAT_H
#define _SYS_STAT_H

#include <bits/stat.h>
#include <sys/types.h>

#define ACCESSPERMS 0777
#define UTIME_NOW 0x3fffffff
#define UTIME_OMIT 0x3ffffffe

int stat(const char *restrict path, struct stat *restrict status);
int lstat(const char *restrict path, struct stat *restrict status);
int fstat(int descriptor, struct stat *status);
int fstatat(int directory, const char *restrict path, struct stat *restrict status, int flags);
int statx(
  int directory, const char *restrict path, int flags, unsigned mask, struct statx *restrict status);
int mkdir(const char *path, mode_t mode);
int mkdirat(int directory, const char *path, mode_t mode);
int mkfifo(const char *path, mode_t mode);
int mkfifoat(int directory, const char *path, mode_t mode);
int mknod(const char *path, mode_t mode, dev_t device);
int mknodat(int directory, const char *path, mode_t mode, dev_t device);
int chmod(const char *path, mode_t mode);
int fchmod(int descriptor, mode_t mode);
int fchmodat(int directory, const char *path, mode_t mode, int flags);
int utimensat(int directory, const char *path, const struct timespec times[2], int flags);
int futimens(int descriptor, const struct timespec times[2]);
// The permissions that new files do not get.
mode_t umask(mode_t mask);

#endif
