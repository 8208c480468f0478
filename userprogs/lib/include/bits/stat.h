// What stat tells about a file, and the meaning of its mode.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_STAT_H
#define _BITS_STAT_H

#include <bits/time.h>

// What stat and fstat tell about a file.
struct stat {
  unsigned long st_dev;
  unsigned long st_ino;
  unsigned int st_mode;
  unsigned int st_nlink;
  unsigned int st_uid;
  unsigned int st_gid;
  unsigned long st_rdev;
  unsigned long __pad1;
  long st_size;
  int st_blksize;
  int __pad2;
  long st_blocks;
  struct timespec st_atim;
  struct timespec st_mtim;
  struct timespec st_ctim;
  unsigned int __unused4;
  unsigned int __unused5;
};
_Static_assert(__builtin_offsetof(struct stat, st_dev) == 0, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_ino) == 8, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_mode) == 16, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_nlink) == 20, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_uid) == 24, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_gid) == 28, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_rdev) == 32, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, __pad1) == 40, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_size) == 48, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_blksize) == 56, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, __pad2) == 60, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_blocks) == 64, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_atim) == 72, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_mtim) == 88, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, st_ctim) == 104, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, __unused4) == 120, "struct stat");
_Static_assert(__builtin_offsetof(struct stat, __unused5) == 124, "struct stat");
_Static_assert(sizeof(struct stat) == 128, "struct stat");

#define st_atime st_atim.tv_sec
#define st_mtime st_mtim.tv_sec
#define st_ctime st_ctim.tv_sec

#define S_IFMT   0170000
#define S_IFIFO  010000
#define S_IFCHR  020000
#define S_IFDIR  040000
#define S_IFBLK  060000
#define S_IFREG  0100000
#define S_IFLNK  0120000
#define S_IFSOCK 0140000

#define S_ISFIFO(mode) (((mode) & S_IFMT) == S_IFIFO)
#define S_ISCHR(mode) (((mode) & S_IFMT) == S_IFCHR)
#define S_ISDIR(mode) (((mode) & S_IFMT) == S_IFDIR)
#define S_ISBLK(mode) (((mode) & S_IFMT) == S_IFBLK)
#define S_ISREG(mode) (((mode) & S_IFMT) == S_IFREG)
#define S_ISLNK(mode) (((mode) & S_IFMT) == S_IFLNK)
#define S_ISSOCK(mode) (((mode) & S_IFMT) == S_IFSOCK)

#define S_ISUID 04000
#define S_ISGID 02000
#define S_ISVTX 01000
#define S_IRWXU 0700
#define S_IRUSR 0400
#define S_IWUSR 0200
#define S_IXUSR 0100
#define S_IRWXG 070
#define S_IRGRP 040
#define S_IWGRP 020
#define S_IXGRP 010
#define S_IRWXO 07
#define S_IROTH 04
#define S_IWOTH 02
#define S_IXOTH 01

#define UTIME_NOW  0x3fffffff
#define UTIME_OMIT 0x3ffffffe

// A time of statx.
struct statx_timestamp {
  long tv_sec;
  unsigned int tv_nsec;
  int __pad1;
};
_Static_assert(__builtin_offsetof(struct statx_timestamp, tv_sec) == 0, "struct statx_timestamp");
_Static_assert(__builtin_offsetof(struct statx_timestamp, tv_nsec) == 8, "struct statx_timestamp");
_Static_assert(__builtin_offsetof(struct statx_timestamp, __pad1) == 12, "struct statx_timestamp");
_Static_assert(sizeof(struct statx_timestamp) == 16, "struct statx_timestamp");

// What statx tells about a file.
struct statx {
  unsigned int stx_mask;
  unsigned int stx_blksize;
  unsigned long stx_attributes;
  unsigned int stx_nlink;
  unsigned int stx_uid;
  unsigned int stx_gid;
  unsigned short stx_mode;
  unsigned short __pad1;
  unsigned long stx_ino;
  unsigned long stx_size;
  unsigned long stx_blocks;
  unsigned long stx_attributes_mask;
  struct statx_timestamp stx_atime;
  struct statx_timestamp stx_btime;
  struct statx_timestamp stx_ctime;
  struct statx_timestamp stx_mtime;
  unsigned int stx_rdev_major;
  unsigned int stx_rdev_minor;
  unsigned int stx_dev_major;
  unsigned int stx_dev_minor;
  unsigned long __reserved[14];
};
_Static_assert(__builtin_offsetof(struct statx, stx_mask) == 0, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_blksize) == 4, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_attributes) == 8, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_nlink) == 16, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_uid) == 20, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_gid) == 24, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_mode) == 28, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, __pad1) == 30, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_ino) == 32, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_size) == 40, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_blocks) == 48, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_attributes_mask) == 56, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_atime) == 64, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_btime) == 80, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_ctime) == 96, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_mtime) == 112, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_rdev_major) == 128, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_rdev_minor) == 132, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_dev_major) == 136, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, stx_dev_minor) == 140, "struct statx");
_Static_assert(__builtin_offsetof(struct statx, __reserved) == 144, "struct statx");
_Static_assert(sizeof(struct statx) == 256, "struct statx");

#define STATX_BASIC_STATS 0x7ff

#endif
