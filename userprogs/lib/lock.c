// The library's own locks, and waiting on a word: the futex.
//
// A futex is an agreement with the kernel about an ordinary word of memory: "put me to sleep if the word
// still has this value", and "wake whoever sleeps there". All else happens in the program, without the
// kernel: as long as nobody has to wait, taking and giving back a lock is one atomic instruction each.

#include <errno.h>
#include <limits.h>
#include "thread.h"

#include <linux/futex.h>

// An error number for a deadline that is none or has passed for ever.
static int check(const struct timespec *deadline) {
  if (deadline != 0 && (unsigned long)deadline->tv_nsec >= 1000000000) return EINVAL;
  return deadline != 0 && deadline->tv_sec < 0 ? ETIMEDOUT : 0;
}

// The deadline is a point in time, not a duration: with FUTEX_WAIT_BITSET the kernel takes it so.
static int wait_operation(clockid_t clock, bool is_shared) {
  int operation = FUTEX_WAIT_BITSET | (is_shared ? 0 : FUTEX_PRIVATE_FLAG);
  return clock == CLOCK_REALTIME ? operation | FUTEX_CLOCK_REALTIME : operation;
}

int __futex_wait(
  const volatile void *word, int expected, clockid_t clock, const struct timespec *deadline, bool is_shared) {
  int error = check(deadline), operation = wait_operation(clock, is_shared);
  if (error != 0) return error;
  return (int)-__futex(word, operation, expected, deadline, 0, FUTEX_BITSET_MATCH_ANY);
}

int __futex_wait_point(
  const volatile void *word, int expected, clockid_t clock, const struct timespec *deadline, bool is_shared) {
  int error = check(deadline), operation = wait_operation(clock, is_shared);
  if (error != 0) return error;
  return (int)-__futex_point(word, operation, expected, deadline, 0, FUTEX_BITSET_MATCH_ANY);
}

void __futex_wake(const volatile void *word, int count, bool is_shared) {
  __futex(word, FUTEX_WAKE | (is_shared ? 0 : FUTEX_PRIVATE_FLAG), count, 0, 0, 0);
}

// Who had to wait marks the lock as one with waiters even if there are no others: it cannot know.
void __lock(int *lock) {
  int state = 0;
  if (__atomic_compare_exchange_n(lock, &state, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return;
  while (__atomic_exchange_n(lock, 2, __ATOMIC_ACQUIRE) != 0)
    __futex_wait(lock, 2, CLOCK_MONOTONIC, 0, false);
}

void __unlock(int *lock) {
  if (__atomic_exchange_n(lock, 0, __ATOMIC_RELEASE) == 2) __futex_wake(lock, 1, false);
}
