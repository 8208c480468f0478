// pthread_create, pthread_join, pthread_detach.
//
// A thread is a process, in the kernel's eyes, that shares nearly everything with the one that made it. What
// it needs of its own is a stack and a struct thread, which share one mapping; thread.h draws it. The mapping
// of a thread that has ended is kept for the next one.

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "internal.h"
#include "pthread_attr.h"
#include "thread.h"

#define MOST_IDLE 16                      // mappings kept for later threads

int __clone_thread(
  int (*function)(void *), void *stack, int flags, void *argument, int *parent, void *tls, int *child);
int __set_tid_address(int *tid);

// Threads that nobody will join and that are about to end, or have ended; and mappings for new ones.
static int lists_lock;
static struct thread *ending, *idle;
static int idle_count;

static size_t round_up(size_t size, size_t unit) { return (size + unit - 1) & ~(unit - 1); }

// Memory for threads.

// Puts a struct thread and thread-local variables at the upper end of a stack.
static struct thread *place(char *lowest, char *end) {
  size_t size = __thread_size();
  char *memory = (char *)((size_t)(end - size) & ~(__thread_alignment() - 1));
  if (memory < lowest) return 0;
  memset(memory, 0, size);
  return __make_thread(memory);
}

static struct thread *map_thread(size_t stack_size, size_t guard_size) {
  stack_size = round_up(stack_size, 4096);
  guard_size = round_up(guard_size, 4096);
  size_t size = guard_size + stack_size;
  char *mapping =
    mmap(0, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (mapping == MAP_FAILED) return 0;
  if (mprotect(mapping + guard_size, stack_size, PROT_READ | PROT_WRITE) < 0) {
    munmap(mapping, size);
    return 0;
  }
  struct thread *thread = place(mapping + guard_size, mapping + size);
  thread->mapping = mapping;
  thread->mapping_size = size;
  thread->guard_size = guard_size;
  thread->stack = mapping + guard_size;
  thread->stack_size = stack_size;
  return thread;
}

// Takes an idle mapping of the right size.
static struct thread *reuse(size_t stack_size, size_t guard_size) {
  struct thread **link = &idle;
  for (; *link != 0; link = &(*link)->next)
    if ((*link)->stack_size == stack_size && (*link)->guard_size == guard_size) break;
  struct thread *found = *link;
  if (found == 0) return 0;
  *link = found->next;
  idle_count--;
  struct thread old = *found;
  struct thread *thread = place(old.stack, old.mapping + old.mapping_size);
  thread->mapping = old.mapping;
  thread->mapping_size = old.mapping_size;
  thread->guard_size = old.guard_size;
  thread->stack = old.stack;
  thread->stack_size = old.stack_size;
  return thread;
}

// Keeps the mapping of a thread that has ended, or gives it back.
static void recycle(struct thread *thread) {
  if (thread->mapping == 0) return;
  if (idle_count == MOST_IDLE) {
    munmap(thread->mapping, thread->mapping_size);
    return;
  }
  thread->next = idle;
  idle = thread;
  idle_count++;
}

// Detached threads that the kernel has done with.
static void recycle_ended(void) {
  for (struct thread **link = &ending; *link != 0;) {
    struct thread *thread = *link;
    if (__atomic_load_n(&thread->tid, __ATOMIC_ACQUIRE) != 0) {
      link = &thread->next;
      continue;
    }
    *link = thread->next;
    recycle(thread);
  }
}

static struct thread *new_thread(const pthread_attr_t *attributes) {
  if (attributes->__stack != 0) {
    char *lowest = attributes->__stack;
    struct thread *thread = place(lowest, lowest + attributes->__stack_size);
    if (thread == 0) return 0;
    thread->stack = lowest;
    thread->stack_size = attributes->__stack_size;
    return thread;
  }
  __lock(&lists_lock);
  recycle_ended();
  struct thread *thread = reuse(attributes->__stack_size, attributes->__guard_size);
  __unlock(&lists_lock);
  return thread != 0 ? thread : map_thread(attributes->__stack_size, attributes->__guard_size);
}

// Beginning.

// Where a thread's life as C begins. If it has to be scheduled in its own way, its creator says when that is
// done.
static int run(void *argument) {
  struct thread *self = argument;
  while (__atomic_load_n(&self->must_wait, __ATOMIC_ACQUIRE))
    __futex_wait(&self->must_wait, 1, CLOCK_MONOTONIC, 0, false);
  if (self->admits_cancel) __admit_cancel();
  if (self->function == 0) pthread_exit(0);
  pthread_exit(self->function(self->value));
}

// Until now there was one thread. Let the kernel know where its number is, so that it, too, can be joined.
static void begin_threads(void) {
  if (__is_threaded) return;
  struct thread *self = __self();
  self->tid = __set_tid_address(&self->tid);
  __is_threaded = 1;
}

// Sets the thread's policy and lets it go on, to its end if that failed.
static int schedule(struct thread *thread, const pthread_attr_t *attributes) {
  struct sched_param parameters = {attributes->__priority};
  int error = sched_setscheduler(thread->tid, attributes->__policy, &parameters) < 0 ? errno : 0;
  if (error != 0) {
    thread->function = 0;
    thread->fate = THREAD_DETACHED;
  }
  __atomic_store_n(&thread->must_wait, 0, __ATOMIC_RELEASE);
  __futex_wake(&thread->must_wait, 1, false);
  return error;
}

static int start(struct thread *thread, const pthread_attr_t *attributes) {
  int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_SETTLS
    | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;
  char *stack = (char *)(((size_t)(thread + 1) - __thread_size()) & ~(__thread_alignment() - 1));
  thread->must_wait = attributes->__inherits == PTHREAD_EXPLICIT_SCHED;
  thread->admits_cancel = (__self()->cancel & CANCEL_REQUESTED) != 0;
  __atomic_add_fetch(&__thread_count, 1, __ATOMIC_ACQ_REL);
  if (__clone_thread(run, stack, flags, thread, &thread->tid, thread + 1, &thread->tid) < 0) {
    __atomic_sub_fetch(&__thread_count, 1, __ATOMIC_ACQ_REL);
    __lock(&lists_lock);
    recycle(thread);
    __unlock(&lists_lock);
    return EAGAIN;
  }
  return attributes->__inherits == PTHREAD_EXPLICIT_SCHED ? schedule(thread, attributes) : 0;
}

int pthread_create(
  pthread_t *restrict result, const pthread_attr_t *restrict attributes, void *(*function)(void *),
  void *restrict argument) {
  pthread_attr_t usual;
  if (attributes == 0) {
    pthread_attr_init(&usual);
    attributes = &usual;
  }
  int saved = errno;
  begin_threads();
  struct thread *thread = new_thread(attributes);
  if (thread == 0) {
    errno = saved;
    return EAGAIN;
  }
  thread->function = function;
  thread->value = argument;
  thread->fate = attributes->__detach_state == PTHREAD_CREATE_DETACHED ? THREAD_DETACHED : THREAD_JOINABLE;
  *result = (pthread_t)thread;
  int error = start(thread, attributes);
  errno = saved;
  return error;
}

// Ending.

static void add_ending(struct thread *thread) {
  __lock(&lists_lock);
  thread->next = ending;
  ending = thread;
  __unlock(&lists_lock);
}

// Called by a thread as its last step: if nobody will join it, it must be looked after.
void __retire(struct thread *self) {
  int fate = THREAD_JOINABLE;
  __atomic_compare_exchange_n(&self->fate, &fate, THREAD_ENDED, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
  if (fate == THREAD_DETACHED && self->mapping != 0) add_ending(self);
}

int pthread_detach(pthread_t id) {
  struct thread *thread = (struct thread *)id;
  int fate = THREAD_JOINABLE;
  if (__atomic_compare_exchange_n(
        &thread->fate, &fate, THREAD_DETACHED, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    return 0;
  if (fate == THREAD_DETACHED) return EINVAL;
  thread->fate = THREAD_DETACHED;
  if (thread->mapping != 0) add_ending(thread);
  return 0;
}

// The kernel wakes without regard to FUTEX_PRIVATE_FLAG, so this wait must do without it, too.
static int join(struct thread *thread, void **result, clockid_t clock, const struct timespec *deadline) {
  if (thread == __self()) return EDEADLK;
  if (thread->fate == THREAD_DETACHED) return EINVAL;
  __test_point();
  int tid;
  while ((tid = __atomic_load_n(&thread->tid, __ATOMIC_ACQUIRE)) != 0) {
    int error = __futex_wait_point(&thread->tid, tid, clock, deadline, true);
    if (error == ETIMEDOUT || error == EINVAL) return error;
  }
  if (result != 0) *result = thread->value;
  __lock(&lists_lock);
  recycle(thread);
  __unlock(&lists_lock);
  return 0;
}

int pthread_join(pthread_t thread, void **result) {
  return join((struct thread *)thread, result, CLOCK_MONOTONIC, 0);
}

int pthread_timedjoin_np(pthread_t thread, void **result, const struct timespec *deadline) {
  return join((struct thread *)thread, result, CLOCK_REALTIME, deadline);
}

int pthread_clockjoin_np(
  pthread_t thread, void **result, clockid_t clock, const struct timespec *deadline) {
  return join((struct thread *)thread, result, clock, deadline);
}

int pthread_tryjoin_np(pthread_t id, void **result) {
  struct thread *thread = (struct thread *)id;
  if (__atomic_load_n(&thread->tid, __ATOMIC_ACQUIRE) != 0 && thread != __self()) return EBUSY;
  return pthread_join(id, result);
}

// The child of a fork has one thread. The stacks of the others are its to use, but it does not know when.
void __fork_threads(void) {
  __thread_count = 1;
  lists_lock = 0;
  ending = idle = 0;
  idle_count = 0;
}
