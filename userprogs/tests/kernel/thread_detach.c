// Detached threads cannot be joined; the process waits for them only if main leaves by pthread_exit.
#include "show.h"

#include <pthread.h>
#include <semaphore.h>

static sem_t ready, done;

static void *worker(void *unused) {
  sem_wait(&ready);
  sem_post(&done);
  return unused;
}

static void *last(void *unused) {
  usleep(20000);
  puts("the last thread ends the process");
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_attr_t attributes;
  int state;
  sem_init(&ready, 0, 0), sem_init(&done, 0, 0);
  pthread_attr_init(&attributes);
  SHOW_ERROR(pthread_attr_getdetachstate(&attributes, &state));
  printf("joinable at first: %d\n", state == PTHREAD_CREATE_JOINABLE);
  SHOW_ERROR(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED));
  SHOW_ERROR(pthread_create(&thread, &attributes, worker, 0));
  SHOW_ERROR(pthread_join(thread, 0));
  sem_post(&ready);
  sem_wait(&done);
  SHOW_ERROR(pthread_create(&thread, 0, worker, 0));
  SHOW_ERROR(pthread_detach(thread));
  SHOW_ERROR(pthread_join(thread, 0));
  SHOW_ERROR(pthread_detach(thread));
  sem_post(&ready);
  sem_wait(&done);
  SHOW_ERROR(pthread_attr_setdetachstate(&attributes, 77));
  SHOW_ERROR(pthread_attr_destroy(&attributes));
  pthread_create(&thread, 0, last, 0);
  pthread_exit(0);
}
