// Waiting for many descriptors.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_EPOLL_H
#define _BITS_EPOLL_H

#define EPOLL_CLOEXEC 02000000

#define EPOLL_CTL_ADD 1
#define EPOLL_CTL_DEL 2
#define EPOLL_CTL_MOD 3

#define EPOLLIN        0x1
#define EPOLLPRI       0x2
#define EPOLLOUT       0x4
#define EPOLLERR       0x8
#define EPOLLHUP       0x10
#define EPOLLNVAL      0x20
#define EPOLLRDNORM    0x40
#define EPOLLRDBAND    0x80
#define EPOLLWRNORM    0x100
#define EPOLLWRBAND    0x200
#define EPOLLMSG       0x400
#define EPOLLRDHUP     0x2000
#define EPOLLEXCLUSIVE 0x10000000
#define EPOLLWAKEUP    0x20000000
#define EPOLLONESHOT   0x40000000
#define EPOLLET        0x80000000

// The program's own word.
typedef union epoll_data {
  void *ptr;
  int fd;
  unsigned int u32;
  unsigned long u64;
} epoll_data_t;

// What epoll found, and what the program keeps with it.
struct epoll_event {
  unsigned int events;
  epoll_data_t data;
};
_Static_assert(__builtin_offsetof(struct epoll_event, events) == 0, "struct epoll_event");
_Static_assert(__builtin_offsetof(struct epoll_event, data) == 8, "struct epoll_event");
_Static_assert(sizeof(struct epoll_event) == 16, "struct epoll_event");

#endif
