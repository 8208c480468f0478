// A mutex from the inside.
#ifndef PTHREAD_MUTEX_H
#define PTHREAD_MUTEX_H

#include <linux/futex.h>
#include <pthread.h>

// The bits of __kind. The lowest two are the type: PTHREAD_MUTEX_NORMAL and so on.
enum { MUTEX_TYPE = 3, MUTEX_ROBUST = 4, MUTEX_INHERIT = 8, MUTEX_SHARED = 16 };

// Locks a mutex for a thread that may have been moved to its waiters by the kernel: the lock word must say
// that there are some.
int __relock_mutex(pthread_mutex_t *mutex);

#endif
