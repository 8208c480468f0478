// Read-write locks: many readers together, a writer alone.
#include "show.h"

#include <pthread.h>
#include <sched.h>
#include <time.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_barrier_t together;
static int a, b, torn;

static void *reader(void *unused) {
  for (int i = 0; i < 200; i++) {
    pthread_rwlock_rdlock(&lock);
    int first = a;
    if (i % 20 == 0) sched_yield();
    if (first != b) __atomic_add_fetch(&torn, 1, __ATOMIC_RELAXED);
    pthread_rwlock_unlock(&lock);
  }
  return unused;
}

static void *writer(void *unused) {
  for (int i = 0; i < 100; i++) {
    pthread_rwlock_wrlock(&lock);
    a++;
    if (i % 10 == 0) sched_yield();
    b++;
    pthread_rwlock_unlock(&lock);
  }
  return unused;
}

static void *share(void *unused) {
  pthread_rwlock_rdlock(&lock);
  pthread_barrier_wait(&together);
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void *attempts(void *unused) {
  struct timespec past = {1, 0};
  SHOW_ERROR(pthread_rwlock_tryrdlock(&lock));
  SHOW_ERROR(pthread_rwlock_trywrlock(&lock));
  SHOW_ERROR(pthread_rwlock_timedwrlock(&lock, &past));
  return unused;
}

int main(void) {
  pthread_t threads[6];
  for (int i = 0; i < 6; i++) pthread_create(&threads[i], 0, i < 4 ? reader : writer, 0);
  for (int i = 0; i < 6; i++) pthread_join(threads[i], 0);
  printf("%d writes, %d and %d, torn reads %d\n", 200, a, b, torn);
  pthread_barrier_init(&together, 0, 4);
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], 0, share, 0);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], 0);
  puts("four readers were inside together");
  pthread_rwlock_wrlock(&lock);
  pthread_create(&threads[0], 0, attempts, 0);
  pthread_join(threads[0], 0);
  SHOW_ERROR(pthread_rwlock_wrlock(&lock));
  SHOW_ERROR(pthread_rwlock_rdlock(&lock));
  pthread_rwlock_unlock(&lock);
  pthread_rwlock_rdlock(&lock);
  SHOW_ERROR(pthread_rwlock_tryrdlock(&lock));
  SHOW_ERROR(pthread_rwlock_trywrlock(&lock));
}
