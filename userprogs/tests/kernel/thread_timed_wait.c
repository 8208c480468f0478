// Waiting with a limit: ETIMEDOUT not before the time, the mutex held again; a signal in time gives 0.
#include "show.h"

#include <pthread.h>
#include <semaphore.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static int flag;

static void *set(void *unused) {
  pthread_mutex_lock(&mutex);
  flag = 1;
  pthread_cond_signal(&condition);
  pthread_mutex_unlock(&mutex);
  return unused;
}

static struct timespec later(clockid_t clock, long milliseconds) {
  struct timespec time;
  clock_gettime(clock, &time);
  time.tv_nsec += milliseconds * 1000000;
  time.tv_sec += time.tv_nsec / 1000000000;
  time.tv_nsec %= 1000000000;
  return time;
}

static int reached(clockid_t clock, struct timespec time) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec > time.tv_sec || (now.tv_sec == time.tv_sec && now.tv_nsec >= time.tv_nsec);
}

int main(void) {
  pthread_t thread;
  pthread_mutex_lock(&mutex);
  struct timespec limit = later(CLOCK_REALTIME, 30), past = {1, 0}, bad = {1, -1};
  SHOW_ERROR(pthread_cond_timedwait(&condition, &mutex, &limit));
  printf("the time has come: %d\n", reached(CLOCK_REALTIME, limit));
  SHOW_ERROR(pthread_cond_timedwait(&condition, &mutex, &past));
  SHOW_ERROR(pthread_cond_timedwait(&condition, &mutex, &bad));
  pthread_create(&thread, 0, set, 0);
  limit = later(CLOCK_REALTIME, 60000);
  int error = 0;
  while (!flag && error == 0) error = pthread_cond_timedwait(&condition, &mutex, &limit);
  printf("signalled: %d, %s\n", flag, error == 0 ? "in time" : error_name(error));
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, 0);
  pthread_condattr_t attributes;
  pthread_cond_t monotonic;
  pthread_condattr_init(&attributes);
  SHOW_ERROR(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC));
  pthread_cond_init(&monotonic, &attributes);
  pthread_mutex_lock(&mutex);
  limit = later(CLOCK_MONOTONIC, 10);
  SHOW_ERROR(pthread_cond_timedwait(&monotonic, &mutex, &limit));
  printf("the time has come: %d\n", reached(CLOCK_MONOTONIC, limit));
  sem_t semaphore;
  sem_init(&semaphore, 0, 1);
  limit = later(CLOCK_REALTIME, 10);
  SHOW(sem_timedwait(&semaphore, &limit));
  SHOW(sem_timedwait(&semaphore, &limit));
}
