// The calling thread, and how it ends.

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
#include "thread.h"

int __thread_count = 1;

_Noreturn void __exit_thread(int status);

int __tid(void) {
  struct thread *self = __self();
  if (self->tid == 0) self->tid = gettid();
  return self->tid;
}

pthread_t pthread_self(void) { return (pthread_t)__self(); }
int pthread_equal(pthread_t a, pthread_t b) { return a == b; }

void __cleanup_push(struct __cleanup *cleanup) {
  cleanup->outer = __self()->cleanups;
  __self()->cleanups = cleanup;
}

void __cleanup_pop(struct __cleanup *cleanup) { __self()->cleanups = cleanup->outer; }

// The last thread ends the process. The kernel clears the thread's number when it no longer needs the stack,
// and wakes who waits for that in pthread_join.
_Noreturn void pthread_exit(void *value) {
  struct thread *self = __self();
  __atomic_store_n(&self->cancel, CANCEL_DISABLED, __ATOMIC_RELEASE);
  self->value = value;
  while (self->cleanups != 0) {
    struct __cleanup *cleanup = self->cleanups;
    self->cleanups = cleanup->outer;
    cleanup->function(cleanup->argument);
  }
  if (__destroy_specific != 0) __destroy_specific(self);
  if (__atomic_sub_fetch(&__thread_count, 1, __ATOMIC_ACQ_REL) == 0) exit(0);
  if (__retire != 0) __retire(self);
  __exit_thread(0);
}
