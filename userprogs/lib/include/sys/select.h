// Waiting for several descriptors, by sets of bits.
#ifndef _SYS_SELECT_H
#define _SYS_SELECT_H

#include <bits/signal.h>
#include <bits/time.h>
#include <bits/timeval.h>
#include <sys/types.h>

#define FD_SETSIZE 1024
#define NFDBITS (8 * (int)sizeof(unsigned long))
typedef unsigned long fd_mask;
typedef struct {
  fd_mask __bits[FD_SETSIZE / (8 * sizeof(unsigned long))];
} fd_set;

#define FD_ZERO(set) ((void)__builtin_memset(set, 0, sizeof(fd_set)))
#define FD_SET(fd, set) ((void)((set)->__bits[(fd) / NFDBITS] |= 1ul << (fd) % NFDBITS))
#define FD_CLR(fd, set) ((void)((set)->__bits[(fd) / NFDBITS] &= ~(1ul << (fd) % NFDBITS)))
#define FD_ISSET(fd, set) ((int)((set)->__bits[(fd) / NFDBITS] >> (fd) % NFDBITS & 1))

// The time that was left is written to `timeout`.
int select(
  int count, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
  struct timeval *restrict timeout);
int pselect(
  int count, fd_set *restrict read, fd_set *restrict write, fd_set *restrict except,
  const struct timespec *restrict timeout, const sigset_t *restrict mask);

#endif
