// Locks for many readers or one writer.
//
// The word is the number of readers, or -1 while there is a writer. Whoever makes it 0 wakes all that sleep:
// they find out among themselves who is next.

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include "thread.h"

#define WRITER (-1)

static int load(const int *word) { return __atomic_load_n(word, __ATOMIC_SEQ_CST); }

static bool replace(pthread_rwlock_t *lock, int old, int new) {
  return __atomic_compare_exchange_n(&lock->__word, &old, new, false, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

static bool writers_go_first(const pthread_rwlock_t *lock) {
  return lock->__prefers_writers && load((const int *)&lock->__waiting_writers) != 0;
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock) {
  for (;;) {
    int word = load(&lock->__word);
    if (word == WRITER || writers_go_first(lock)) return EBUSY;
    if (word == INT_MAX) return EAGAIN;
    if (replace(lock, word, word + 1)) return 0;
  }
}

int pthread_rwlock_trywrlock(pthread_rwlock_t *lock) {
  if (!replace(lock, 0, WRITER)) return EBUSY;
  lock->__writer = __tid();
  return 0;
}

static void wake_all(pthread_rwlock_t *lock) {
  if (load((const int *)&lock->__waiting) != 0) __futex_wake(&lock->__word, INT_MAX, lock->__is_shared);
}

// Sleeps until the word changes, counted among those that sleep.
static int sleep_on(pthread_rwlock_t *lock, unsigned *count, const struct timespec *deadline) {
  int word = load(&lock->__word), error = 0;
  __atomic_add_fetch(&lock->__waiting, 1, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST);
  bool is_free = word == 0 && (count == &lock->__waiting_writers || !writers_go_first(lock));
  if (!is_free) error = __futex_wait(&lock->__word, word, CLOCK_REALTIME, deadline, lock->__is_shared);
  __atomic_sub_fetch(count, 1, __ATOMIC_SEQ_CST);
  __atomic_sub_fetch(&lock->__waiting, 1, __ATOMIC_SEQ_CST);
  if (error != ETIMEDOUT && error != EINVAL) return 0;
  // Readers may have waited for this writer only.
  if (count == &lock->__waiting_writers) wake_all(lock);
  return error;
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t *restrict lock, const struct timespec *restrict deadline) {
  unsigned readers = 0;
  for (;;) {
    int error = pthread_rwlock_tryrdlock(lock);
    if (error != EBUSY) return error;
    if (load(&lock->__word) == WRITER && lock->__writer == __tid()) return EDEADLK;
    error = sleep_on(lock, &readers, deadline);
    if (error != 0) return error;
  }
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t *restrict lock, const struct timespec *restrict deadline) {
  for (;;) {
    int error = pthread_rwlock_trywrlock(lock);
    if (error != EBUSY) return error;
    if (load(&lock->__word) == WRITER && lock->__writer == __tid()) return EDEADLK;
    error = sleep_on(lock, &lock->__waiting_writers, deadline);
    if (error != 0) return error;
  }
}

int pthread_rwlock_rdlock(pthread_rwlock_t *lock) { return pthread_rwlock_timedrdlock(lock, 0); }
int pthread_rwlock_wrlock(pthread_rwlock_t *lock) { return pthread_rwlock_timedwrlock(lock, 0); }

int pthread_rwlock_unlock(pthread_rwlock_t *lock) {
  int word = load(&lock->__word), left = 0;
  if (word == WRITER) {
    lock->__writer = 0;
    __atomic_store_n(&lock->__word, 0, __ATOMIC_SEQ_CST);
  } else {
    left = __atomic_sub_fetch(&lock->__word, 1, __ATOMIC_SEQ_CST);
  }
  if (left == 0) wake_all(lock);
  return 0;
}

int pthread_rwlock_init(pthread_rwlock_t *restrict lock, const pthread_rwlockattr_t *restrict attributes) {
  *lock = (pthread_rwlock_t){0};
  if (attributes == 0) return 0;
  lock->__is_shared = attributes->__is_shared;
  // As in glibc, PREFER_WRITER alone changes nothing, since readers may lock twice.
  lock->__prefers_writers =
    attributes->__prefers_writers == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP;
  return 0;
}

int pthread_rwlock_destroy(pthread_rwlock_t *lock) { return load(&lock->__word) == 0 ? 0 : EBUSY; }

int pthread_rwlockattr_init(pthread_rwlockattr_t *attributes) {
  *attributes = (pthread_rwlockattr_t){0};
  return 0;
}

int pthread_rwlockattr_destroy(pthread_rwlockattr_t *attributes) {
  (void)attributes;
  return 0;
}

int pthread_rwlockattr_setpshared(pthread_rwlockattr_t *attributes, int shared) {
  if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED) return EINVAL;
  attributes->__is_shared = shared;
  return 0;
}

int pthread_rwlockattr_getpshared(const pthread_rwlockattr_t *restrict attributes, int *restrict shared) {
  *shared = attributes->__is_shared;
  return 0;
}

int pthread_rwlockattr_setkind_np(pthread_rwlockattr_t *attributes, int kind) {
  if (kind < 0 || kind > PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP) return EINVAL;
  attributes->__prefers_writers = kind;
  return 0;
}

int pthread_rwlockattr_getkind_np(const pthread_rwlockattr_t *restrict attributes, int *restrict kind) {
  *kind = attributes->__prefers_writers;
  return 0;
}
