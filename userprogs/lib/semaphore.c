// Semaphores in memory: the value itself is what a thread sleeps on.

#include <errno.h>
#include <semaphore.h>
#include "thread.h"

static int load(const int *word) { return __atomic_load_n(word, __ATOMIC_SEQ_CST); }

int sem_init(sem_t *semaphore, int shared, unsigned value) {
  if (value > SEM_VALUE_MAX) return errno = EINVAL, -1;
  *semaphore = (sem_t){.__value = (int)value, .__is_shared = shared != 0};
  return 0;
}

int sem_destroy(sem_t *semaphore) {
  (void)semaphore;
  return 0;
}

// Takes one away if there is one.
static bool take(sem_t *semaphore) {
  int value = load(&semaphore->__value);
  while (value > 0)
    if (__atomic_compare_exchange_n(
          &semaphore->__value, &value, value - 1, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
      return true;
  return false;
}

int sem_trywait(sem_t *semaphore) {
  if (take(semaphore)) return 0;
  errno = EAGAIN;
  return -1;
}

static void leave(void *semaphore) {
  __atomic_sub_fetch(&((sem_t *)semaphore)->__waiters, 1, __ATOMIC_SEQ_CST);
}

// Sleeps while there is none; a thread that is cancelled meanwhile waits no longer.
static int sleep_on(sem_t *semaphore, clockid_t clock, const struct timespec *deadline) {
  struct __cleanup cleanup = {leave, semaphore, 0};
  __atomic_add_fetch(&semaphore->__waiters, 1, __ATOMIC_SEQ_CST);
  __cleanup_push(&cleanup);
  int error = __futex_wait_point(&semaphore->__value, 0, clock, deadline, semaphore->__is_shared);
  __cleanup_pop(&cleanup);
  leave(semaphore);
  return error == EAGAIN ? 0 : error;
}

int sem_clockwait(sem_t *restrict semaphore, clockid_t clock, const struct timespec *restrict deadline) {
  int error = 0;
  __test_point();
  while (!take(semaphore)) {
    if (error != 0) return errno = error, -1;
    error = sleep_on(semaphore, clock, deadline);
  }
  return 0;
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict deadline) {
  return sem_clockwait(semaphore, CLOCK_REALTIME, deadline);
}

int sem_wait(sem_t *semaphore) { return sem_clockwait(semaphore, CLOCK_MONOTONIC, 0); }

// May be called in a signal handler.
int sem_post(sem_t *semaphore) {
  int value = load(&semaphore->__value);
  bool is_shared = semaphore->__is_shared;
  do {
    if (value == SEM_VALUE_MAX) return errno = EOVERFLOW, -1;
  } while (!__atomic_compare_exchange_n(
    &semaphore->__value, &value, value + 1, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
  if (load(&semaphore->__waiters) > 0) __futex_wake(&semaphore->__value, 1, is_shared);
  return 0;
}

int sem_getvalue(sem_t *restrict semaphore, int *restrict value) {
  *value = load(&semaphore->__value);
  return 0;
}
