// A bounded buffer with semaphores: producers and consumers, every item arrives once.
#include "show.h"

#include <pthread.h>
#include <semaphore.h>

enum { SLOTS = 4, PRODUCERS = 3, CONSUMERS = 2, ITEMS = 100 };

static sem_t free_slots, full_slots, mutex;
static int buffer[SLOTS], in, out, seen[PRODUCERS * ITEMS], most, held;

static void *produce(void *argument) {
  int me = *(int *)argument;
  for (int i = 0; i < ITEMS; i++) {
    sem_wait(&free_slots);
    sem_wait(&mutex);
    buffer[in++ % SLOTS] = me * ITEMS + i;
    if (++held > most) most = held;
    sem_post(&mutex);
    sem_post(&full_slots);
  }
  return 0;
}

static void *consume(void *unused) {
  for (;;) {
    sem_wait(&full_slots);
    sem_wait(&mutex);
    int item = buffer[out++ % SLOTS];
    held--;
    sem_post(&mutex);
    sem_post(&free_slots);
    if (item < 0) return unused;
    __atomic_add_fetch(&seen[item], 1, __ATOMIC_RELAXED);
  }
}

int main(void) {
  pthread_t threads[PRODUCERS + CONSUMERS];
  int numbers[PRODUCERS], value;
  sem_init(&free_slots, 0, SLOTS), sem_init(&full_slots, 0, 0), sem_init(&mutex, 0, 1);
  for (int i = 0; i < PRODUCERS; i++) numbers[i] = i, pthread_create(&threads[i], 0, produce, &numbers[i]);
  for (int i = 0; i < CONSUMERS; i++) pthread_create(&threads[PRODUCERS + i], 0, consume, 0);
  for (int i = 0; i < PRODUCERS; i++) pthread_join(threads[i], 0);
  for (int i = 0; i < CONSUMERS; i++) {
    sem_wait(&free_slots);
    sem_wait(&mutex);
    buffer[in++ % SLOTS] = -1;
    held++;
    sem_post(&mutex);
    sem_post(&full_slots);
  }
  for (int i = 0; i < CONSUMERS; i++) pthread_join(threads[PRODUCERS + i], 0);
  int once = 0;
  for (int i = 0; i < PRODUCERS * ITEMS; i++) once += seen[i] == 1;
  printf("%d items came once, never more than %d slots: %d\n", once, SLOTS, most <= SLOTS);
  SHOW(sem_getvalue(&free_slots, &value));
  printf("free slots %d\n", value);
  SHOW(sem_trywait(&full_slots));
  SHOW(sem_init(&mutex, 0, 0x80000000u));
  sem_init(&mutex, 0, 0x7fffffff);
  SHOW(sem_post(&mutex));
  SHOW(sem_destroy(&mutex));
}
