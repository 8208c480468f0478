// fork: a copy of the process, with one thread: a copy of the one that called.

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include "internal.h"
#include "thread.h"

// Functions of pthread_atfork, the latest first.
void __run_atfork(int stage) __attribute__((weak));

long __clone(unsigned long flags, void *stack, int *parent, void *tls, int *child);

// The copy must find the library's data whole, whatever other threads were doing with it. The thread's number
// is asked for anew when somebody needs it.
static void mend_child(void) {
  struct thread *self = __self();
  self->tid = 0;
  self->robust = (struct robust_list){0};
  self->cancel &= ~CANCEL_REQUESTED;
  if (__fork_streams != 0) __fork_streams();
  if (__fork_threads != 0) __fork_threads();
  __is_threaded = 0;
}

// Without the functions of pthread_atfork, and safe in a signal handler.
pid_t _Fork(void) {
  long result = __clone(SIGCHLD, 0, 0, 0, 0);
  if (result == 0) mend_child();
  return (pid_t)__checked(result);
}

pid_t fork(void) {
  if (__run_atfork != 0) __run_atfork(0);
  if (__fork_malloc != 0) __fork_malloc(0);
  bool was_threaded = __is_threaded;
  pid_t result = _Fork();
  int saved = errno;
  // The child has no other threads, but malloc's lock is held in its copy, too.
  if (was_threaded) __is_threaded = 1;
  if (__fork_malloc != 0) __fork_malloc(1);
  if (result == 0) __is_threaded = 0;
  if (__run_atfork != 0) __run_atfork(result == 0 ? 2 : 1);
  errno = saved;
  return result;
}
