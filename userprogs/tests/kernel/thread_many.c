// A hundred threads at once: they all meet, each has its own number and stack.
#include "show.h"

#include <pthread.h>
#include <sys/syscall.h>

enum { THREADS = 100 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all = PTHREAD_COND_INITIALIZER;
static int present, ids[THREADS];

static void *run(void *argument) {
  volatile char stack[3000];
  int me = *(int *)argument;
  for (int i = 0; i < 3000; i++) stack[i] = me;
  ids[me] = syscall(SYS_gettid);
  pthread_mutex_lock(&mutex);
  if (++present == THREADS) pthread_cond_broadcast(&all);
  while (present < THREADS) pthread_cond_wait(&all, &mutex);
  pthread_mutex_unlock(&mutex);
  int wrong = 0;
  for (int i = 0; i < 3000; i++) wrong += stack[i] != (char)me;
  *(int *)argument = wrong;
  return 0;
}

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

int main(void) {
  pthread_t threads[THREADS];
  int arguments[THREADS], wrong = 0, same = 0;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  SHOW_ERROR(pthread_attr_setstacksize(&attributes, 65536));
  SHOW_ERROR(pthread_attr_setstacksize(&attributes, 100));
  for (int i = 0; i < THREADS; i++) {
    arguments[i] = i;
    REQUIRE(pthread_create(&threads[i], &attributes, run, &arguments[i]) == 0);
  }
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0), wrong += arguments[i];
  qsort(ids, THREADS, sizeof *ids, compare);
  for (int i = 1; i < THREADS; i++) same += ids[i] == ids[i - 1];
  printf("%d threads were there at once; wrong bytes %d, equal ids %d\n", present, wrong, same);
}
