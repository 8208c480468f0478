// What a directory holds.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_DIRENT_H
#define _BITS_DIRENT_H

#define DT_UNKNOWN 0
#define DT_FIFO    1
#define DT_CHR     2
#define DT_DIR     4
#define DT_BLK     6
#define DT_REG     8
#define DT_LNK     10
#define DT_SOCK    12
#define DT_WHT     14

// One name in a directory.
struct dirent {
  unsigned long d_ino;
  long d_off;
  unsigned short d_reclen;
  unsigned char d_type;
  char d_name[256];
};
_Static_assert(__builtin_offsetof(struct dirent, d_reclen) == 16, "struct dirent");
_Static_assert(__builtin_offsetof(struct dirent, d_type) == 18, "struct dirent");
_Static_assert(__builtin_offsetof(struct dirent, d_name) == 19, "struct dirent");

#endif
