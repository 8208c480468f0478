// How files are opened, found and controlled.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_FCNTL_H
#define _BITS_FCNTL_H

#include <bits/access.h>

#define O_RDONLY    0
#define O_WRONLY    01
#define O_RDWR      02
#define O_ACCMODE   03
#define O_CREAT     0100
#define O_EXCL      0200
#define O_NOCTTY    0400
#define O_TRUNC     01000
#define O_APPEND    02000
#define O_NONBLOCK  04000
#define O_NDELAY    04000
#define O_SYNC      04010000
#define O_DSYNC     010000
#define O_DIRECT    040000
#define O_LARGEFILE 0100000
#define O_NOFOLLOW  0400000
#define O_NOATIME   01000000
#define O_CLOEXEC   02000000
#define O_PATH      010000000
#define O_TMPFILE   020200000
#define O_DIRECTORY 0200000
#define O_ASYNC     020000

#define AT_FDCWD            (-100)
#define AT_SYMLINK_NOFOLLOW 0x100
#define AT_REMOVEDIR        0x200
#define AT_EACCESS          0x200
#define AT_SYMLINK_FOLLOW   0x400
#define AT_NO_AUTOMOUNT     0x800
#define AT_EMPTY_PATH       0x1000
#define AT_STATX_FORCE_SYNC 0x2000
#define AT_STATX_DONT_SYNC  0x4000
#define AT_RECURSIVE        0x8000

#define F_DUPFD         0
#define F_GETFD         1
#define F_SETFD         2
#define F_GETFL         3
#define F_SETFL         4
#define F_GETLK         5
#define F_SETLK         6
#define F_SETLKW        7
#define F_SETOWN        8
#define F_GETOWN        9
#define F_SETSIG        10
#define F_GETSIG        11
#define F_OFD_GETLK     36
#define F_OFD_SETLK     37
#define F_OFD_SETLKW    38
#define F_SETLEASE      1024
#define F_GETLEASE      1025
#define F_NOTIFY        1026
#define F_DUPFD_CLOEXEC 1030
#define F_SETPIPE_SZ    1031
#define F_GETPIPE_SZ    1032
#define F_ADD_SEALS     1033
#define F_GET_SEALS     1034

#define FD_CLOEXEC 1
#define F_RDLCK    0
#define F_WRLCK    1
#define F_UNLCK    2

// A lock on a part of a file.
struct flock {
  short l_type;
  short l_whence;
  long l_start;
  long l_len;
  int l_pid;
};
_Static_assert(__builtin_offsetof(struct flock, l_type) == 0, "struct flock");
_Static_assert(__builtin_offsetof(struct flock, l_whence) == 2, "struct flock");
_Static_assert(__builtin_offsetof(struct flock, l_start) == 8, "struct flock");
_Static_assert(__builtin_offsetof(struct flock, l_len) == 16, "struct flock");
_Static_assert(__builtin_offsetof(struct flock, l_pid) == 24, "struct flock");
_Static_assert(sizeof(struct flock) == 32, "struct flock");

#define SPLICE_F_MOVE     0x1
#define SPLICE_F_NONBLOCK 0x2
#define SPLICE_F_MORE     0x4
#define SPLICE_F_GIFT     0x8

#define FALLOC_FL_KEEP_SIZE      0x1
#define FALLOC_FL_PUNCH_HOLE     0x2
#define FALLOC_FL_COLLAPSE_RANGE 0x8
#define FALLOC_FL_ZERO_RANGE     0x10
#define FALLOC_FL_INSERT_RANGE   0x20

#define F_SEAL_SEAL         0x1
#define F_SEAL_SHRINK       0x2
#define F_SEAL_GROW         0x4
#define F_SEAL_WRITE        0x8
#define F_SEAL_FUTURE_WRITE 0x10

#define CLOSE_RANGE_UNSHARE 2
#define CLOSE_RANGE_CLOEXEC 4

#endif
