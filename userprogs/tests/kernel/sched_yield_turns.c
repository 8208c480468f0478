// Threads that yield until it is their turn: all of them get through, in order.
#include "show.h"

#include <pthread.h>
#include <sched.h>

enum { THREADS = 5, ROUNDS = 8 };

static int turn, order[THREADS * ROUNDS], length;

static void *run(void *argument) {
  int me = *(int *)argument;
  for (int round = 0; round < ROUNDS; round++) {
    while (__atomic_load_n(&turn, __ATOMIC_ACQUIRE) != me) sched_yield();
    order[length++] = me;
    __atomic_store_n(&turn, (me + 1) % THREADS, __ATOMIC_RELEASE);
  }
  return 0;
}

int main(void) {
  pthread_t threads[THREADS];
  int numbers[THREADS];
  for (int i = 0; i < THREADS; i++) numbers[i] = i, pthread_create(&threads[i], 0, run, &numbers[i]);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  for (int i = 0; i < length; i++) putchar('A' + order[i]);
  puts("");
}
