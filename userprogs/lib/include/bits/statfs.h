// What a file system is.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_STATFS_H
#define _BITS_STATFS_H

// What statfs tells about a file system.
struct statfs {
  long f_type;
  long f_bsize;
  unsigned long f_blocks;
  unsigned long f_bfree;
  unsigned long f_bavail;
  unsigned long f_files;
  unsigned long f_ffree;
  unsigned long f_fsid;
  long f_namelen;
  long f_frsize;
  long f_flags;
  long __unused[4];
};
_Static_assert(__builtin_offsetof(struct statfs, f_type) == 0, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_bsize) == 8, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_blocks) == 16, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_bfree) == 24, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_bavail) == 32, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_files) == 40, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_ffree) == 48, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_fsid) == 56, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_namelen) == 64, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_frsize) == 72, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, f_flags) == 80, "struct statfs");
_Static_assert(__builtin_offsetof(struct statfs, __unused) == 88, "struct statfs");
_Static_assert(sizeof(struct statfs) == 120, "struct statfs");

#define TMPFS_MAGIC         0x1021994
#define PROC_SUPER_MAGIC    0x9fa0
#define PIPEFS_MAGIC        0x50495045
#define SOCKFS_MAGIC        0x534f434b
#define ANON_INODE_FS_MAGIC 0x9041934
#define EXT4_SUPER_MAGIC    0xef53
#define DEVPTS_SUPER_MAGIC  0x1cd1

#endif
