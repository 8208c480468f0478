// Threads: arguments go in, results come out by join, in whatever order one joins.
#include "show.h"

#include <pthread.h>
#include <stdint.h>

static void *square(void *argument) {
  intptr_t n = (intptr_t)argument;
  return (void *)(n * n);
}

static void *leave(void *argument) { pthread_exit((char *)argument + 1); }

static void *self(void *unused) {
  (void)unused;
  SHOW_ERROR(pthread_join(pthread_self(), 0));
  return (void *)(intptr_t)pthread_equal(pthread_self(), pthread_self());
}

int main(void) {
  pthread_t threads[16];
  void *result;
  for (intptr_t i = 0; i < 16; i++) REQUIRE(pthread_create(&threads[i], 0, square, (void *)i) == 0);
  for (int i = 15; i >= 0; i--) {
    REQUIRE(pthread_join(threads[i], &result) == 0);
    printf("%d: %d\n", i, (int)(intptr_t)result);
  }
  pthread_create(&threads[0], 0, leave, (void *)41);
  pthread_join(threads[0], &result);
  printf("by pthread_exit: %d\n", (int)(intptr_t)result);
  pthread_create(&threads[0], 0, self, 0);
  pthread_join(threads[0], &result);
  printf("equal to itself: %d\n", (int)(intptr_t)result);
  intptr_t sum = 0;
  for (intptr_t i = 0; i < 200; i++) {
    pthread_create(&threads[0], 0, square, (void *)i);
    pthread_join(threads[0], &result);
    sum += (intptr_t)result;
  }
  printf("200 threads, one after the other: %d\n", (int)sum);
}
