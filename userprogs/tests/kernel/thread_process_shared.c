// A mutex, a condition, a semaphore and a barrier in shared memory work between processes.
#include "show.h"

#include <pthread.h>
#include <semaphore.h>
#include <sys/mman.h>

enum { CHILDREN = 3 };

struct shared {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  pthread_barrier_t barrier;
  sem_t done;
  int turn, log[30], count, early, arrived;
};

int main(void) {
  struct shared *shared = mmap(0, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t mutex_attributes;
  pthread_condattr_t condition_attributes;
  pthread_barrierattr_t barrier_attributes;
  pthread_mutexattr_init(&mutex_attributes), pthread_condattr_init(&condition_attributes);
  pthread_barrierattr_init(&barrier_attributes);
  SHOW_ERROR(pthread_mutexattr_setpshared(&mutex_attributes, PTHREAD_PROCESS_SHARED));
  SHOW_ERROR(pthread_condattr_setpshared(&condition_attributes, PTHREAD_PROCESS_SHARED));
  SHOW_ERROR(pthread_barrierattr_setpshared(&barrier_attributes, PTHREAD_PROCESS_SHARED));
  pthread_mutex_init(&shared->mutex, &mutex_attributes);
  pthread_cond_init(&shared->changed, &condition_attributes);
  pthread_barrier_init(&shared->barrier, &barrier_attributes, CHILDREN);
  SHOW(sem_init(&shared->done, 1, 0));
  for (int i = 0; i < CHILDREN; i++)
    if (start() == 0) {
      for (int round = 0; round < 10; round++) {
        pthread_mutex_lock(&shared->mutex);
        while (shared->turn != i) pthread_cond_wait(&shared->changed, &shared->mutex);
        shared->log[shared->count++] = i;
        shared->turn = (i + 1) % CHILDREN;
        pthread_cond_broadcast(&shared->changed);
        pthread_mutex_unlock(&shared->mutex);
      }
      __atomic_add_fetch(&shared->arrived, 1, __ATOMIC_SEQ_CST);
      pthread_barrier_wait(&shared->barrier);
      if (__atomic_load_n(&shared->arrived, __ATOMIC_SEQ_CST) != CHILDREN) shared->early++;
      sem_post(&shared->done);
      _exit(0);
    }
  for (int i = 0; i < CHILDREN; i++) sem_wait(&shared->done);
  for (int i = 0; i < shared->count; i++) putchar('A' + shared->log[i]);
  printf("\n%d turns, %d too early at the barrier\n", shared->count, shared->early);
  while (wait(0) > 0) {}
}
