// Five philosophers eat a hundred times each: forks are taken in order, so that no one waits for ever.
#include "show.h"

#include <pthread.h>
#include <sched.h>

enum { SEATS = 5, MEALS = 100 };

static pthread_mutex_t forks[SEATS];
static int eating[SEATS], meals[SEATS], conflicts;

static void *dine(void *argument) {
  int seat = *(int *)argument, left = seat, right = (seat + 1) % SEATS;
  int first = left < right ? left : right, second = left < right ? right : left;
  for (int i = 0; i < MEALS; i++) {
    pthread_mutex_lock(&forks[first]);
    pthread_mutex_lock(&forks[second]);
    __atomic_store_n(&eating[seat], 1, __ATOMIC_SEQ_CST);
    if (i % 10 == 0) sched_yield();
    if (__atomic_load_n(&eating[(seat + 1) % SEATS], __ATOMIC_SEQ_CST) ||
        __atomic_load_n(&eating[(seat + 4) % SEATS], __ATOMIC_SEQ_CST))
      __atomic_add_fetch(&conflicts, 1, __ATOMIC_SEQ_CST);
    meals[seat]++;
    __atomic_store_n(&eating[seat], 0, __ATOMIC_SEQ_CST);
    pthread_mutex_unlock(&forks[second]);
    pthread_mutex_unlock(&forks[first]);
  }
  return 0;
}

int main(void) {
  pthread_t threads[SEATS];
  int numbers[SEATS];
  for (int i = 0; i < SEATS; i++) pthread_mutex_init(&forks[i], 0);
  for (int i = 0; i < SEATS; i++) numbers[i] = i, pthread_create(&threads[i], 0, dine, &numbers[i]);
  for (int i = 0; i < SEATS; i++) pthread_join(threads[i], 0);
  for (int i = 0; i < SEATS; i++) printf("philosopher %d ate %d times\n", i, meals[i]);
  printf("neighbours ate together %d times\n", conflicts);
}
