// Barriers: no one goes on before all have come, one of them is told so, round after round.
#include "show.h"

#include <pthread.h>

enum { THREADS = 6, ROUNDS = 20 };

static pthread_barrier_t barrier;
static int arrived[ROUNDS], early, serial;

static void *run(void *unused) {
  for (int round = 0; round < ROUNDS; round++) {
    __atomic_add_fetch(&arrived[round], 1, __ATOMIC_SEQ_CST);
    int result = pthread_barrier_wait(&barrier);
    if (__atomic_load_n(&arrived[round], __ATOMIC_SEQ_CST) != THREADS) early++;
    if (result == PTHREAD_BARRIER_SERIAL_THREAD) __atomic_add_fetch(&serial, 1, __ATOMIC_SEQ_CST);
    else if (result != 0) printf("error %s\n", error_name(result));
  }
  return unused;
}

int main(void) {
  pthread_t threads[THREADS];
  SHOW_ERROR(pthread_barrier_init(&barrier, 0, 0));
  SHOW_ERROR(pthread_barrier_init(&barrier, 0, THREADS));
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, run, 0);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  printf("too early %d, told %d times in %d rounds\n", early, serial, ROUNDS);
  SHOW_ERROR(pthread_barrier_destroy(&barrier));
  pthread_barrier_init(&barrier, 0, 1);
  printf("alone: %d\n", pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
}
