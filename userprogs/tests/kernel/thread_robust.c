// A robust mutex whose owner has died: the next one gets EOWNERDEAD and can make it consistent, or lose it.
#include "show.h"

#include <pthread.h>
#include <sys/mman.h>

static pthread_mutex_t *mutex;

static void *die_with_it(void *unused) {
  pthread_mutex_lock(mutex);
  return unused;
}

static void initialise(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  SHOW_ERROR(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST));
  SHOW_ERROR(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED));
  SHOW_ERROR(pthread_mutex_init(mutex, &attributes));
}

static void owner_dies_as_thread(void) {
  pthread_t thread;
  pthread_create(&thread, 0, die_with_it, 0);
  pthread_join(thread, 0);
}

static void owner_dies_as_process(void) {
  pid_t child = start();
  if (child == 0) {
    pthread_mutex_lock(mutex);
    kill(getpid(), SIGKILL);
  }
  show_status("the owner", finish(child));
}

int main(void) {
  mutex = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  initialise();
  owner_dies_as_thread();
  SHOW_ERROR(pthread_mutex_lock(mutex));
  SHOW_ERROR(pthread_mutex_consistent(mutex));
  SHOW_ERROR(pthread_mutex_unlock(mutex));
  SHOW_ERROR(pthread_mutex_lock(mutex));
  SHOW_ERROR(pthread_mutex_consistent(mutex));
  SHOW_ERROR(pthread_mutex_unlock(mutex));
  owner_dies_as_process();
  SHOW_ERROR(pthread_mutex_trylock(mutex));
  SHOW_ERROR(pthread_mutex_consistent(mutex));
  SHOW_ERROR(pthread_mutex_unlock(mutex));
  owner_dies_as_process();
  SHOW_ERROR(pthread_mutex_lock(mutex));
  SHOW_ERROR(pthread_mutex_unlock(mutex));
  SHOW_ERROR(pthread_mutex_lock(mutex));
  SHOW_ERROR(pthread_mutex_trylock(mutex));
}
