// epoll, eventfd and signalfd: the forms that are not system calls themselves.

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include "internal.h"

int __epoll_pwait(
  int epoll, struct epoll_event *events, int count, int milliseconds, const sigset_t *mask, size_t mask_size);
int __epoll_pwait2(
  int epoll, struct epoll_event *events, int count, const struct timespec *timeout, const sigset_t *mask,
  size_t mask_size);
int __signalfd4(int descriptor, const sigset_t *mask, size_t mask_size, int flags);

WEAK int epoll_create(int size) {
  if (size > 0) return epoll_create1(0);
  errno = EINVAL;
  return -1;
}

WEAK int epoll_pwait(
  int epoll, struct epoll_event *events, int count, int milliseconds, const sigset_t *mask) {
  return __epoll_pwait(epoll, events, count, milliseconds, mask, sizeof(sigset_t));
}

WEAK int epoll_pwait2(
  int epoll, struct epoll_event *events, int count, const struct timespec *timeout, const sigset_t *mask) {
  return __epoll_pwait2(epoll, events, count, timeout, mask, sizeof(sigset_t));
}

WEAK int epoll_wait(int epoll, struct epoll_event *events, int count, int milliseconds) {
  return __epoll_pwait(epoll, events, count, milliseconds, 0, sizeof(sigset_t));
}

WEAK int eventfd_read(int descriptor, eventfd_t *value) {
  return read(descriptor, value, sizeof *value) == (ssize_t)sizeof *value ? 0 : -1;
}

WEAK int eventfd_write(int descriptor, eventfd_t value) {
  return write(descriptor, &value, sizeof value) == (ssize_t)sizeof value ? 0 : -1;
}

WEAK int signalfd(int descriptor, const sigset_t *mask, int flags) {
  return __signalfd4(descriptor, mask, sizeof(sigset_t), flags);
}
