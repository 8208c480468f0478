// A counter under a mutex: no update is lost, however the threads run.
#include "show.h"

#include <pthread.h>
#include <sched.h>

enum { THREADS = 8, ROUNDS = 500 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int counter, inside, overlaps, tried;

static void *count(void *unused) {
  for (int i = 0; i < ROUNDS; i++) {
    pthread_mutex_lock(&mutex);
    overlaps += inside++ != 0;
    int value = counter;
    if (i % 50 == 0) sched_yield();
    counter = value + 1;
    inside--;
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

static void *try(void *unused) {
  for (int i = 0; i < ROUNDS;)
    if (pthread_mutex_trylock(&mutex) == 0) {
      tried++, i++;
      pthread_mutex_unlock(&mutex);
    } else
      sched_yield();
  return unused;
}

int main(void) {
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) REQUIRE(pthread_create(&threads[i], 0, count, 0) == 0);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  printf("counter %d, overlaps %d\n", counter, overlaps);
  for (int i = 0; i < 3; i++) REQUIRE(pthread_create(&threads[i], 0, try, 0) == 0);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], 0);
  printf("by trylock: %d\n", tried);
}
