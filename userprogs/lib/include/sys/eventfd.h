// A counter as a descriptor.
#ifndef _SYS_EVENTFD_H
#define _SYS_EVENTFD_H

#include <bits/eventfd.h>
#include <stdint.h>

typedef uint64_t eventfd_t;

int eventfd(unsigned value, int flags);
int eventfd_read(int descriptor, eventfd_t *value);
int eventfd_write(int descriptor, eventfd_t value);

#endif
