// What a file system is, and how full.
#ifndef _SYS_STATFS_H
#define _SYS_STATFS_H

#include <bits/statfs.h>
#include <sys/types.h>

int statfs(const char *path, struct statfs *status);
int fstatfs(int descriptor, struct statfs *status);

#endif
