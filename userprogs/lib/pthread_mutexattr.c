// What a new mutex shall be like: all of it fits into the mutex's __kind.

#include <errno.h>
#include "pthread_mutex.h"

int pthread_mutexattr_init(pthread_mutexattr_t *attributes) { return attributes->__kind = 0; }

int pthread_mutexattr_destroy(pthread_mutexattr_t *attributes) {
  (void)attributes;
  return 0;
}

int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int type) {
  if (type < PTHREAD_MUTEX_NORMAL || type > PTHREAD_MUTEX_ERRORCHECK) return EINVAL;
  attributes->__kind = (attributes->__kind & ~MUTEX_TYPE) | type;
  return 0;
}

int pthread_mutexattr_gettype(const pthread_mutexattr_t *restrict attributes, int *restrict type) {
  *type = attributes->__kind & MUTEX_TYPE;
  return 0;
}

// A property of two values is a bit; a value that is neither is EINVAL.
static int set(pthread_mutexattr_t *attributes, int bit, int value) {
  if (value != 0 && value != 1) return EINVAL;
  attributes->__kind = value ? attributes->__kind | bit : attributes->__kind & ~bit;
  return 0;
}

int pthread_mutexattr_setpshared(pthread_mutexattr_t *attributes, int shared) {
  return set(attributes, MUTEX_SHARED, shared);
}

int pthread_mutexattr_getpshared(const pthread_mutexattr_t *restrict attributes, int *restrict shared) {
  *shared = (attributes->__kind & MUTEX_SHARED) != 0;
  return 0;
}

int pthread_mutexattr_setrobust(pthread_mutexattr_t *attributes, int robust) {
  return set(attributes, MUTEX_ROBUST, robust);
}

int pthread_mutexattr_getrobust(const pthread_mutexattr_t *restrict attributes, int *restrict robust) {
  *robust = (attributes->__kind & MUTEX_ROBUST) != 0;
  return 0;
}

int pthread_mutexattr_setprotocol(pthread_mutexattr_t *attributes, int protocol) {
  if (protocol == PTHREAD_PRIO_PROTECT) return ENOTSUP;
  return set(attributes, MUTEX_INHERIT, protocol);
}

int pthread_mutexattr_getprotocol(const pthread_mutexattr_t *restrict attributes, int *restrict protocol) {
  *protocol = (attributes->__kind & MUTEX_INHERIT) != 0;
  return 0;
}
