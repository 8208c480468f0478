// Scattered reads and gathered writes.
#ifndef _SYS_UIO_H
#define _SYS_UIO_H

#include <bits/uio.h>
#include <sys/types.h>

#define UIO_MAXIOV IOV_MAX

ssize_t readv(int descriptor, const struct iovec *pieces, int count);
ssize_t writev(int descriptor, const struct iovec *pieces, int count);
ssize_t preadv(int descriptor, const struct iovec *pieces, int count, off_t offset);
ssize_t pwritev(int descriptor, const struct iovec *pieces, int count, off_t offset);

// Copies from another process's memory into this one's. Returns how many
// bytes were copied.
ssize_t process_vm_readv(
  pid_t process, const struct iovec *local, unsigned long local_count, const struct iovec *remote,
  unsigned long remote_count, unsigned long flags);

#endif
