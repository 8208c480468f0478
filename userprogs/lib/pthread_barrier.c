// Barriers: nobody goes on before all have come.

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include "thread.h"

// The bit of __inside that says that pthread_barrier_destroy waits for the last thread to leave.
#define DYING 0x80000000u

static unsigned load(const unsigned *word) { return __atomic_load_n(word, __ATOMIC_SEQ_CST); }

static void leave(pthread_barrier_t *barrier) {
  bool is_shared = barrier->__is_shared;
  if (__atomic_sub_fetch(&barrier->__inside, 1, __ATOMIC_SEQ_CST) == DYING)
    __futex_wake(&barrier->__inside, 1, is_shared);
}

// The last to come begins the next round, and wakes those that wait for this one to end.
int pthread_barrier_wait(pthread_barrier_t *barrier) {
  __atomic_add_fetch(&barrier->__inside, 1, __ATOMIC_SEQ_CST);
  unsigned round = load(&barrier->__round);
  bool is_last = __atomic_add_fetch(&barrier->__arrived, 1, __ATOMIC_SEQ_CST) == barrier->__count;
  if (is_last) {
    __atomic_store_n(&barrier->__arrived, 0, __ATOMIC_SEQ_CST);
    __atomic_add_fetch(&barrier->__round, 1, __ATOMIC_SEQ_CST);
    __futex_wake(&barrier->__round, INT_MAX, barrier->__is_shared);
  } else {
    while (load(&barrier->__round) == round)
      __futex_wait(&barrier->__round, (int)round, CLOCK_MONOTONIC, 0, barrier->__is_shared);
  }
  leave(barrier);
  return is_last ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}

int pthread_barrier_init(
  pthread_barrier_t *restrict barrier, const pthread_barrierattr_t *restrict attributes, unsigned count) {
  if (count == 0 || count > INT_MAX) return EINVAL;
  *barrier = (pthread_barrier_t){.__count = count};
  if (attributes != 0) barrier->__is_shared = attributes->__is_shared;
  return 0;
}

int pthread_barrier_destroy(pthread_barrier_t *barrier) {
  unsigned inside = __atomic_or_fetch(&barrier->__inside, DYING, __ATOMIC_SEQ_CST);
  for (; inside != DYING; inside = load(&barrier->__inside))
    __futex_wait(&barrier->__inside, (int)inside, CLOCK_MONOTONIC, 0, barrier->__is_shared);
  return 0;
}

int pthread_barrierattr_init(pthread_barrierattr_t *attributes) { return attributes->__is_shared = 0; }

int pthread_barrierattr_destroy(pthread_barrierattr_t *attributes) {
  (void)attributes;
  return 0;
}

int pthread_barrierattr_setpshared(pthread_barrierattr_t *attributes, int shared) {
  if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED) return EINVAL;
  attributes->__is_shared = shared;
  return 0;
}

int pthread_barrierattr_getpshared(const pthread_barrierattr_t *restrict attributes, int *restrict shared) {
  *shared = attributes->__is_shared;
  return 0;
}
