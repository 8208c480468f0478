// Waiting for several descriptors, by a list.
#ifndef _POLL_H
#define _POLL_H

#include <bits/poll.h>
#include <bits/signal.h>
#include <bits/time.h>

typedef unsigned long nfds_t;

int poll(struct pollfd *descriptors, nfds_t count, int milliseconds);
int ppoll(struct pollfd *descriptors, nfds_t count, const struct timespec *timeout, const sigset_t *mask);

#endif
