// fork in a program with threads: the child has the caller only, under all locks as they were.
#include "show.h"

#include <pthread.h>
#include <sys/syscall.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static volatile int ticks, stop;

static void *tick(void *unused) {
  while (!stop) {
    ticks++;
    usleep(200);
  }
  return unused;
}

static void *forker(void *argument) {
  pid_t child = start();
  if (child == 0) {
    printf("the child's only thread is its first: %d\n", syscall(SYS_gettid) == getpid());
    int before = ticks;
    usleep(5000);
    printf("no one ticks in the child: %d\n", ticks == before);
    SHOW_ERROR(pthread_mutex_trylock(&mutex));
    exit(12);
  }
  *(int *)argument = finish(child);
  return 0;
}

static void *thread_in_child(void *argument) { return *(int *)argument += 1, argument; }

int main(void) {
  pthread_t ticker, thread;
  int status;
  pthread_mutex_lock(&mutex);
  pthread_create(&ticker, 0, tick, 0);
  while (ticks < 3) usleep(100);
  pthread_create(&thread, 0, forker, &status);
  pthread_join(thread, 0);
  show_status("child", status);
  pid_t child = start();
  if (child == 0) {
    int value = 20;
    pthread_create(&thread, 0, thread_in_child, &value);
    pthread_join(thread, 0);
    exit(value);
  }
  show_status("a child with a thread of its own", finish(child));
  stop = 1;
  pthread_join(ticker, 0);
}
