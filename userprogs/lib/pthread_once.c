// pthread_once: whoever comes first does it, and the others wait until it is done.

#include <limits.h>
#include <pthread.h>
#include "thread.h"

enum { ONCE_FRESH, ONCE_RUNNING, ONCE_DONE };

// Who is cancelled meanwhile leaves it to the next.
static void give_up(void *once) {
  __atomic_store_n((pthread_once_t *)once, ONCE_FRESH, __ATOMIC_RELEASE);
  __futex_wake(once, INT_MAX, false);
}

int pthread_once(pthread_once_t *once, void (*function)(void)) {
  for (;;) {
    int state = ONCE_FRESH;
    if (__atomic_compare_exchange_n(once, &state, ONCE_RUNNING, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
      struct __cleanup cleanup = {give_up, once, 0};
      __cleanup_push(&cleanup);
      function();
      __cleanup_pop(&cleanup);
      __atomic_store_n(once, ONCE_DONE, __ATOMIC_RELEASE);
      if (__is_threaded) __futex_wake(once, INT_MAX, false);
      return 0;
    }
    if (state == ONCE_DONE) return 0;
    __futex_wait(once, ONCE_RUNNING, CLOCK_MONOTONIC, 0, false);
  }
}
