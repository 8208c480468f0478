// Scattered reads and gathered writes.
#ifndef _SYS_UIO_H
#define _SYS_UIO_H

#include <bits/uio.h>
#include <sys/types.h>

ssize_t readv(int descriptor, const struct iovec *pieces, int count);
ssize_t writev(int descriptor, const struct iovec *pieces, int count);

#endif
