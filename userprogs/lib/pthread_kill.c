// Signals for one thread.

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>
#include "thread.h"

long __tgkill(pid_t process, pid_t thread, int signal);

// The number of a thread; 0 if it has ended.
static int tid_of(pthread_t id) {
  struct thread *thread = (struct thread *)id;
  return thread == __self() ? __tid() : __atomic_load_n(&thread->tid, __ATOMIC_ACQUIRE);
}

int pthread_kill(pthread_t thread, int signal) {
  if (signal < 0 || signal >= NSIG) return EINVAL;
  int tid = tid_of(thread);
  return tid == 0 ? 0 : (int)-__tgkill(getpid(), tid, signal);
}
