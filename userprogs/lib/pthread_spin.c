// Spin locks: whoever waits looks again and again, and never sleeps. Of use only where the owner runs on
// another processor and will be done at once.

#include <errno.h>
#include <pthread.h>

int pthread_spin_init(pthread_spinlock_t *lock, int shared) {
  (void)shared;
  return *lock = 0;
}

int pthread_spin_destroy(pthread_spinlock_t *lock) {
  (void)lock;
  return 0;
}

int pthread_spin_trylock(pthread_spinlock_t *lock) {
  return __atomic_exchange_n(lock, 1, __ATOMIC_ACQUIRE) == 0 ? 0 : EBUSY;
}

// Looking costs less than trying: the line stays in this processor's cache until the owner writes to it.
int pthread_spin_lock(pthread_spinlock_t *lock) {
  while (pthread_spin_trylock(lock) != 0)
    while (__atomic_load_n(lock, __ATOMIC_RELAXED) != 0) {}
  return 0;
}

int pthread_spin_unlock(pthread_spinlock_t *lock) {
  __atomic_store_n(lock, 0, __ATOMIC_RELEASE);
  return 0;
}
