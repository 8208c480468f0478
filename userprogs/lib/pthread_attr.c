// What a new thread shall be like.

#include <errno.h>
#include <pthread.h>
#include "pthread_attr.h"
#include "thread.h"

int pthread_attr_init(pthread_attr_t *attributes) {
  *attributes = (pthread_attr_t){.__stack_size = USUAL_STACK_SIZE, .__guard_size = USUAL_GUARD_SIZE};
  return 0;
}

int pthread_attr_destroy(pthread_attr_t *attributes) {
  (void)attributes;
  return 0;
}

// A setter that takes values from 0 to `most`, and its getter.
#define PROPERTY(name, member, most) \
  int pthread_attr_set##name(pthread_attr_t *attributes, int value) { \
    if (value < 0 || value > most) return EINVAL; \
    attributes->member = value; \
    return 0; \
  } \
  int pthread_attr_get##name(const pthread_attr_t *restrict attributes, int *restrict value) { \
    *value = attributes->member; \
    return 0; \
  }

PROPERTY(detachstate, __detach_state, PTHREAD_CREATE_DETACHED)
PROPERTY(inheritsched, __inherits, PTHREAD_EXPLICIT_SCHED)
PROPERTY(schedpolicy, __policy, SCHED_RR)

int pthread_attr_setscope(pthread_attr_t *attributes, int scope) {
  (void)attributes;
  if (scope == PTHREAD_SCOPE_SYSTEM) return 0;
  return scope == PTHREAD_SCOPE_PROCESS ? ENOTSUP : EINVAL;
}

int pthread_attr_getscope(const pthread_attr_t *restrict attributes, int *restrict scope) {
  *scope = attributes->__scope;
  return 0;
}

int pthread_attr_setstacksize(pthread_attr_t *attributes, size_t size) {
  if (size < SMALLEST_STACK_SIZE) return EINVAL;
  attributes->__stack_size = size;
  return 0;
}

int pthread_attr_getstacksize(const pthread_attr_t *restrict attributes, size_t *restrict size) {
  *size = attributes->__stack_size;
  return 0;
}

int pthread_attr_setstack(pthread_attr_t *attributes, void *lowest, size_t size) {
  if (size < SMALLEST_STACK_SIZE) return EINVAL;
  attributes->__stack = lowest;
  attributes->__stack_size = size;
  return 0;
}

int pthread_attr_getstack(
  const pthread_attr_t *restrict attributes, void **restrict lowest, size_t *restrict size) {
  *lowest = attributes->__stack;
  *size = attributes->__stack_size;
  return 0;
}

int pthread_attr_setguardsize(pthread_attr_t *attributes, size_t size) {
  attributes->__guard_size = size;
  return 0;
}

int pthread_attr_getguardsize(const pthread_attr_t *restrict attributes, size_t *restrict size) {
  *size = attributes->__guard_size;
  return 0;
}

int pthread_attr_setschedparam(
  pthread_attr_t *restrict attributes, const struct sched_param *restrict parameters) {
  attributes->__priority = parameters->sched_priority;
  return 0;
}

int pthread_attr_getschedparam(
  const pthread_attr_t *restrict attributes, struct sched_param *restrict parameters) {
  parameters->sched_priority = attributes->__priority;
  return 0;
}

int pthread_getattr_np(pthread_t id, pthread_attr_t *attributes) {
  struct thread *thread = (struct thread *)id;
  pthread_attr_init(attributes);
  attributes->__detach_state =
    thread->fate == THREAD_DETACHED ? PTHREAD_CREATE_DETACHED : PTHREAD_CREATE_JOINABLE;
  if (thread->stack == 0) return 0;
  attributes->__stack = thread->stack;
  attributes->__stack_size = thread->stack_size;
  attributes->__guard_size = thread->guard_size;
  return 0;
}
