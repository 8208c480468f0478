// Kinds of mutexes and their errors: error-checking, recursive, timed; destroying a locked one.
#include "show.h"

#include <pthread.h>
#include <time.h>

static pthread_mutex_t mutex;

static void *other(void *unused) {
  SHOW_ERROR(pthread_mutex_trylock(&mutex));
  struct timespec past = {1, 0}, bad = {1, 1000000000};
  SHOW_ERROR(pthread_mutex_timedlock(&mutex, &past));
  SHOW_ERROR(pthread_mutex_timedlock(&mutex, &bad));
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  return unused;
}

static void run_other(void) {
  pthread_t thread;
  pthread_create(&thread, 0, other, 0);
  pthread_join(thread, 0);
}

int main(void) {
  pthread_mutexattr_t attributes;
  int kind;
  pthread_mutexattr_init(&attributes);
  SHOW_ERROR(pthread_mutexattr_gettype(&attributes, &kind));
  printf("the default is normal: %d\n", kind == PTHREAD_MUTEX_NORMAL);
  SHOW_ERROR(pthread_mutexattr_settype(&attributes, 99));
  puts("error-checking");
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&mutex, &attributes);
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  SHOW_ERROR(pthread_mutex_lock(&mutex));
  SHOW_ERROR(pthread_mutex_lock(&mutex));
  SHOW_ERROR(pthread_mutex_trylock(&mutex));
  run_other();
  SHOW_ERROR(pthread_mutex_destroy(&mutex));
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  SHOW_ERROR(pthread_mutex_destroy(&mutex));
  puts("recursive");
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&mutex, &attributes);
  SHOW_ERROR(pthread_mutex_lock(&mutex));
  SHOW_ERROR(pthread_mutex_lock(&mutex));
  SHOW_ERROR(pthread_mutex_trylock(&mutex));
  run_other();
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  run_other();
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  SHOW_ERROR(pthread_mutex_unlock(&mutex));
  SHOW_ERROR(pthread_mutex_destroy(&mutex));
}
