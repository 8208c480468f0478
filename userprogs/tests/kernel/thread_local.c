// Thread-local variables: each thread starts with the initial values and has its own; errno is one of them.
#include "show.h"

#include <pthread.h>

static __thread int initialised = 42;
static __thread int zeroed;
static __thread char text[32] = "as at first";
static pthread_barrier_t barrier;
static int *addresses[4];

static void *run(void *argument) {
  int me = *(int *)argument;
  int fresh = initialised == 42 && zeroed == 0 && strcmp(text, "as at first") == 0;
  initialised += me, zeroed = me, sprintf(text, "of thread %d", me);
  addresses[me] = &zeroed;
  errno = 1000 + me;
  pthread_barrier_wait(&barrier);
  char expected[32];
  sprintf(expected, "of thread %d", me);
  static __thread int good;
  good = fresh && errno == 1000 + me && initialised == 42 + me && zeroed == me && strcmp(text, expected) == 0;
  pthread_barrier_wait(&barrier);
  *(int *)argument = good;
  return 0;
}

int main(void) {
  pthread_t threads[4];
  int arguments[4];
  pthread_barrier_init(&barrier, 0, 4);
  zeroed = 7;
  for (int i = 0; i < 4; i++) arguments[i] = i, pthread_create(&threads[i], 0, run, &arguments[i]);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], 0);
  for (int i = 0; i < 4; i++) printf("thread %d: %d\n", i, arguments[i]);
  int different = 1;
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < i; j++) different &= addresses[i] != addresses[j];
  printf("at different addresses: %d\n", different);
  printf("main's: %d %d %s\n", initialised, zeroed, text);
  pid_t child = start();
  if (child == 0) _exit(initialised + zeroed);
  show_status("a forked child has main's:", finish(child));
}
