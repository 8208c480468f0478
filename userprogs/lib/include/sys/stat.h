// What is known about a file.
#ifndef _SYS_STAT_H
#define _SYS_STAT_H

#include <bits/stat.h>
#include <sys/types.h>

int stat(const char *path, struct stat *status);
int lstat(const char *path, struct stat *status);
int fstat(int descriptor, struct stat *status);
int fstatat(int directory, const char *path, struct stat *status, int flags);

#endif
