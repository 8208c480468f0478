// A mutex with priority inheritance: excludes as any other, and finds deadlocks and strangers.
#include "show.h"

#include <pthread.h>
#include <sched.h>

static pthread_mutex_t mutex;
static int counter;

static void *count(void *unused) {
  for (int i = 0; i < 200; i++) {
    pthread_mutex_lock(&mutex);
    int value = counter;
    if (i % 20 == 0) sched_yield();
    counter = value + 1;
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

static void *stranger(void *unused) {
  SHOW_ERROR(pthread_mutex_trylock(&mutex));
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  return unused;
}

int main(void) {
  pthread_t threads[4];
  pthread_mutexattr_t attributes;
  int protocol;
  pthread_mutexattr_init(&attributes);
  SHOW_ERROR(pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_INHERIT));
  SHOW_ERROR(pthread_mutexattr_getprotocol(&attributes, &protocol));
  printf("inherits: %d\n", protocol == PTHREAD_PRIO_INHERIT);
  SHOW_ERROR(pthread_mutexattr_setprotocol(&attributes, 99));
  SHOW_ERROR(pthread_mutex_init(&mutex, &attributes));
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], 0, count, 0);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], 0);
  printf("counter %d\n", counter);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  SHOW_ERROR(pthread_mutex_init(&mutex, &attributes));
  SHOW_ERROR(pthread_mutex_lock(&mutex));
  SHOW_ERROR(pthread_mutex_lock(&mutex));
  pthread_create(&threads[0], 0, stranger, 0);
  pthread_join(threads[0], 0);
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
}
