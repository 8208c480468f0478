// Condition variables.
//
// A condition variable is a number that changes with each signal. Who waits reads it, unlocks the mutex, and
// sleeps if it still is the same: so no signal can fall between the unlocking and the sleep.

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include "pthread_mutex.h"
#include "thread.h"

// The bit of __waiters that says that pthread_cond_destroy waits for the last of them to leave.
#define DYING 0x80000000u

static unsigned load(const unsigned *word) { return __atomic_load_n(word, __ATOMIC_SEQ_CST); }

// The waiter needs the condition variable no longer.
static void leave(pthread_cond_t *condition) {
  bool is_shared = condition->__is_shared;
  if (__atomic_sub_fetch(&condition->__waiters, 1, __ATOMIC_SEQ_CST) == DYING)
    __futex_wake(&condition->__waiters, 1, is_shared);
}

struct waiter {
  pthread_cond_t *condition;
  pthread_mutex_t *mutex;
};

// What a thread that is cancelled owes the others: it has the mutex again when its own cleanup begins.
static void abandon(void *argument) {
  struct waiter *waiter = argument;
  leave(waiter->condition);
  __relock_mutex(waiter->mutex);
}

// Sleeps until the number changes. A time that runs out just when a signal comes counts as a signal: it may
// have been meant for this thread.
static int sleep_on(
  pthread_cond_t *condition, unsigned sequence, clockid_t clock, const struct timespec *deadline) {
  int error, *word = (int *)&condition->__sequence;
  do error = __futex_wait_point(word, (int)sequence, clock, deadline, condition->__is_shared);
  while (error == EINTR && load(&condition->__sequence) == sequence);
  return error == ETIMEDOUT && load(&condition->__sequence) == sequence ? ETIMEDOUT : 0;
}

int pthread_cond_clockwait(
  pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex, clockid_t clock,
  const struct timespec *restrict deadline) {
  if (deadline != 0 && (unsigned long)deadline->tv_nsec >= 1000000000) return EINVAL;
  __atomic_add_fetch(&condition->__waiters, 1, __ATOMIC_SEQ_CST);
  condition->__mutex = mutex;
  unsigned sequence = load(&condition->__sequence);
  int error = pthread_mutex_unlock(mutex);
  if (error != 0) {
    leave(condition);
    return error;
  }
  struct waiter waiter = {condition, mutex};
  struct __cleanup cleanup = {abandon, &waiter, 0};
  __cleanup_push(&cleanup);
  int result = sleep_on(condition, sequence, clock, deadline);
  __cleanup_pop(&cleanup);
  leave(condition);
  error = __relock_mutex(mutex);
  return error != 0 ? error : result;
}

int pthread_cond_timedwait(
  pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
  const struct timespec *restrict deadline) {
  return pthread_cond_clockwait(condition, mutex, condition->__clock, deadline);
}

int pthread_cond_wait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex) {
  return pthread_cond_clockwait(condition, mutex, CLOCK_MONOTONIC, 0);
}

int pthread_cond_signal(pthread_cond_t *condition) {
  if (load(&condition->__waiters) == 0) return 0;
  __atomic_add_fetch(&condition->__sequence, 1, __ATOMIC_SEQ_CST);
  __futex_wake(&condition->__sequence, 1, condition->__is_shared);
  return 0;
}

// All that wait are to run, but they all want the same mutex. So only one is woken, and the kernel moves the
// others from this word's queue to the mutex's, to be woken one after the other as it is unlocked.
static bool requeue(pthread_cond_t *condition, unsigned sequence) {
  pthread_mutex_t *mutex = condition->__mutex;
  if (condition->__is_shared || (mutex->__kind & ~MUTEX_TYPE) != 0) return false;
  long most = INT_MAX;
  return __futex(
           &condition->__sequence, FUTEX_CMP_REQUEUE | FUTEX_PRIVATE_FLAG, 1, (void *)most, &mutex->__word,
           (int)sequence)
    >= 0;
}

int pthread_cond_broadcast(pthread_cond_t *condition) {
  if (load(&condition->__waiters) == 0) return 0;
  unsigned sequence = __atomic_add_fetch(&condition->__sequence, 1, __ATOMIC_SEQ_CST);
  if (!requeue(condition, sequence)) __futex_wake(&condition->__sequence, INT_MAX, condition->__is_shared);
  return 0;
}

int pthread_cond_init(pthread_cond_t *restrict condition, const pthread_condattr_t *restrict attributes) {
  *condition = (pthread_cond_t){0};
  if (attributes != 0) {
    condition->__clock = attributes->__clock;
    condition->__is_shared = attributes->__is_shared;
  }
  return 0;
}

// Threads that were woken may still be on their way out.
int pthread_cond_destroy(pthread_cond_t *condition) {
  unsigned waiters = __atomic_or_fetch(&condition->__waiters, DYING, __ATOMIC_SEQ_CST);
  for (; waiters != DYING; waiters = load(&condition->__waiters))
    __futex_wait(&condition->__waiters, (int)waiters, CLOCK_MONOTONIC, 0, condition->__is_shared);
  return 0;
}

int pthread_condattr_init(pthread_condattr_t *attributes) {
  *attributes = (pthread_condattr_t){0};
  return 0;
}

int pthread_condattr_destroy(pthread_condattr_t *attributes) {
  (void)attributes;
  return 0;
}

int pthread_condattr_setclock(pthread_condattr_t *attributes, clockid_t clock) {
  if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) return EINVAL;
  attributes->__clock = clock;
  return 0;
}

int pthread_condattr_getclock(const pthread_condattr_t *restrict attributes, clockid_t *restrict clock) {
  *clock = attributes->__clock;
  return 0;
}

int pthread_condattr_setpshared(pthread_condattr_t *attributes, int shared) {
  if (shared != PTHREAD_PROCESS_PRIVATE && shared != PTHREAD_PROCESS_SHARED) return EINVAL;
  attributes->__is_shared = shared;
  return 0;
}

int pthread_condattr_getpshared(const pthread_condattr_t *restrict attributes, int *restrict shared) {
  *shared = attributes->__is_shared;
  return 0;
}
