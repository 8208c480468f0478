// Pieces of scattered reads and gathered writes.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_UIO_H
#define _BITS_UIO_H

#define IOV_MAX 1024

// One piece of a scattered read or gathered write.
struct iovec {
  void *iov_base;
  unsigned long iov_len;
};
_Static_assert(__builtin_offsetof(struct iovec, iov_base) == 0, "struct iovec");
_Static_assert(__builtin_offsetof(struct iovec, iov_len) == 8, "struct iovec");
_Static_assert(sizeof(struct iovec) == 16, "struct iovec");

#define RWF_HIPRI  0x1
#define RWF_DSYNC  0x2
#define RWF_SYNC   0x4
#define RWF_NOWAIT 0x8
#define RWF_APPEND 0x10

#endif
