// Waiting for several descriptors: the older forms of ppoll, pselect6 and epoll_pwait.

#include <errno.h>
#include <poll.h>
#include <sys/select.h>
#include "internal.h"

int __ppoll(
  struct pollfd *descriptors, nfds_t count, struct timespec *timeout, const sigset_t *mask, size_t mask_size);

// The mask that pselect6 takes, since it has no argument left for its size.
struct sized_mask {
  const sigset_t *mask;
  size_t size;
};
int __pselect6(
  int count, fd_set *read, fd_set *write, fd_set *except, struct timespec *timeout, struct sized_mask *mask);

// The kernel writes the time that was left, which the caller does not expect.
WEAK int ppoll(
  struct pollfd *descriptors, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
  struct timespec left;
  if (timeout != 0) left = *timeout;
  return __ppoll(descriptors, count, timeout != 0 ? &left : 0, mask, sizeof(sigset_t));
}

WEAK int poll(struct pollfd *descriptors, nfds_t count, int milliseconds) {
  struct timespec timeout = {milliseconds / 1000, milliseconds % 1000 * 1000000l};
  return __ppoll(descriptors, count, milliseconds < 0 ? 0 : &timeout, 0, sizeof(sigset_t));
}

WEAK int pselect(
  int count, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
  const struct timespec *restrict timeout, const sigset_t *restrict mask) {
  struct timespec left;
  if (timeout != 0) left = *timeout;
  struct sized_mask sized = {mask, sizeof(sigset_t)};
  return __pselect6(count, read, write, except, timeout != 0 ? &left : 0, &sized);
}

WEAK int select(
  int count, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
  struct timeval *restrict timeout) {
  if (timeout == 0) return __pselect6(count, read, write, except, 0, 0);
  if (timeout->tv_sec < 0 || timeout->tv_usec < 0) return errno = EINVAL, -1;
  struct timespec left = {timeout->tv_sec + timeout->tv_usec / 1000000, timeout->tv_usec % 1000000 * 1000};
  int result = __pselect6(count, read, write, except, &left, 0);
  *timeout = (struct timeval){left.tv_sec, left.tv_nsec / 1000};
  return result;
}
