// Broadcast wakes all who wait, signal at least one, and nothing is remembered where no one waits.
#include "show.h"

#include <pthread.h>

enum { THREADS = 10 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t gate = PTHREAD_COND_INITIALIZER, arrived = PTHREAD_COND_INITIALIZER;
static int waiting, generation, tokens, passed;

static void *pass(void *unused) {
  pthread_mutex_lock(&mutex);
  int mine = generation;
  waiting++;
  pthread_cond_signal(&arrived);
  while (generation == mine) pthread_cond_wait(&gate, &mutex);
  passed++;
  pthread_mutex_unlock(&mutex);
  return unused;
}

static void *take(void *unused) {
  pthread_mutex_lock(&mutex);
  while (tokens == 0) pthread_cond_wait(&gate, &mutex);
  tokens--;
  passed++;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t threads[THREADS];
  pthread_cond_signal(&gate);
  pthread_cond_broadcast(&gate);
  for (int round = 0; round < 5; round++) {
    waiting = passed = 0;
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, pass, 0);
    pthread_mutex_lock(&mutex);
    while (waiting < THREADS) pthread_cond_wait(&arrived, &mutex);
    int early = passed;
    generation++;
    pthread_cond_broadcast(&gate);
    pthread_mutex_unlock(&mutex);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
    printf("before the broadcast %d, after it %d\n", early, passed);
  }
  passed = 0;
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, take, 0);
  for (int i = 0; i < THREADS; i++) {
    pthread_mutex_lock(&mutex);
    tokens++;
    pthread_cond_signal(&gate);
    pthread_mutex_unlock(&mutex);
  }
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  printf("%d signals let %d pass, %d tokens are left\n", THREADS, passed, tokens);
}
