// pthread_once: whoever comes first does it, and the others wait until it is done.

#include <limits.h>
#include <pthread.h>
#include "thread.h"

enum { ONCE_FRESH, ONCE_RUNNING, ONCE_DONE };

int pthread_once(pthread_once_t *once, void (*function)(void)) {
  for (;;) {
    int state = ONCE_FRESH;
    if (__atomic_compare_exchange_n(once, &state, ONCE_RUNNING, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
      function();
      __atomic_store_n(once, ONCE_DONE, __ATOMIC_RELEASE);
      if (__is_threaded) __futex_wake(once, INT_MAX, false);
      return 0;
    }
    if (state == ONCE_DONE) return 0;
    __futex_wait(once, ONCE_RUNNING, CLOCK_MONOTONIC, 0, false);
  }
}
