// Waiting for descriptors.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_POLL_H
#define _BITS_POLL_H

#define POLLIN     0x1
#define POLLPRI    0x2
#define POLLOUT    0x4
#define POLLERR    0x8
#define POLLHUP    0x10
#define POLLNVAL   0x20
#define POLLRDNORM 0x40
#define POLLRDBAND 0x80
#define POLLWRNORM 0x100
#define POLLWRBAND 0x200
#define POLLMSG    0x400
#define POLLREMOVE 0x1000
#define POLLRDHUP  0x2000

// A descriptor, and what is waited for.
struct pollfd {
  int fd;
  short events;
  short revents;
};
_Static_assert(__builtin_offsetof(struct pollfd, fd) == 0, "struct pollfd");
_Static_assert(__builtin_offsetof(struct pollfd, events) == 4, "struct pollfd");
_Static_assert(__builtin_offsetof(struct pollfd, revents) == 6, "struct pollfd");
_Static_assert(sizeof(struct pollfd) == 8, "struct pollfd");

#endif
