// pthread_once runs its function once; keys give each thread its own value; destructors run when a thread ends.
#include "show.h"

#include <pthread.h>
#include <stdint.h>

enum { THREADS = 5 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key, chained;
static int initialised, destroyed, sum, rounds;

static void destroy(void *value) {
  __atomic_add_fetch(&destroyed, 1, __ATOMIC_SEQ_CST);
  __atomic_add_fetch(&sum, (int)(intptr_t)value, __ATOMIC_SEQ_CST);
}

// A destructor that sets its key again is run again.
static void again(void *value) {
  __atomic_add_fetch(&rounds, 1, __ATOMIC_SEQ_CST);
  if ((intptr_t)value > 1) pthread_setspecific(chained, (void *)((intptr_t)value - 1));
}

static void initialise(void) {
  initialised++;
  pthread_key_create(&key, destroy);
  pthread_key_create(&chained, again);
}

static void *run(void *argument) {
  pthread_once(&once, initialise);
  int empty = pthread_getspecific(key) == 0;
  pthread_setspecific(key, argument);
  pthread_setspecific(chained, (void *)3);
  return (void *)(intptr_t)(empty && pthread_getspecific(key) == argument);
}

int main(void) {
  pthread_t threads[THREADS];
  void *good;
  for (intptr_t i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, run, (void *)(i + 1));
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], &good);
    printf("thread %d had its own value: %d\n", i, (int)(intptr_t)good);
  }
  printf("initialised %d time, destroyed %d values, their sum %d, rounds %d\n", initialised, destroyed, sum, rounds);
  printf("main has none: %d\n", pthread_getspecific(key) == 0);
  SHOW_ERROR(pthread_key_delete(key));
  SHOW_ERROR(pthread_key_delete(key));
  SHOW_ERROR(pthread_setspecific(key, &key));
}
