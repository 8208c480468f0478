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

#endif
