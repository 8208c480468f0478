// Waiting for many descriptors, whose list the kernel keeps.
#ifndef _SYS_EPOLL_H
#define _SYS_EPOLL_H

#include <bits/epoll.h>
#include <bits/fcntl.h>
#include <bits/signal.h>
#include <bits/time.h>
#include <sys/types.h>

int epoll_create(int size);
int epoll_create1(int flags);
int epoll_ctl(int epoll, int operation, int descriptor, struct epoll_event *event);
int epoll_wait(int epoll, struct epoll_event *events, int count, int milliseconds);
int epoll_pwait(int epoll, struct epoll_event *events, int count, int milliseconds, const sigset_t *mask);
int epoll_pwait2(
  int epoll, struct epoll_event *events, int count, const struct timespec *timeout, const sigset_t *mask);

#endif
