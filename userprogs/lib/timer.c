// POSIX timers. The kernel keeps them and sends their signals; SIGEV_THREAD is the library's part: a thread
// of its own waits for such timers' signals and starts a thread for each.

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "thread.h"

int __timer_create(clockid_t clock, const struct sigevent *event, int *number);
int __timer_settime(int number, int flags, const struct itimerspec *new, struct itimerspec *old);
int __timer_gettime(int number, struct itimerspec *value);
int __timer_getoverrun(int number);
int __timer_delete(int number);
long __rt_sigprocmask(int how, const sigset_t *set, sigset_t *old, size_t set_size);
int __rt_sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *timeout, size_t set_size);

// What a timer of SIGEV_THREAD calls, and how.
struct call {
  int number;
  void (*function)(union sigval);
  union sigval value;
  pthread_attr_t attributes;
  struct call *next;
};

static struct call *calls;
static int lock;
static pid_t waiter_process;      // whose waiter it is: a fork's child has none
static int waiter_tid;

static int number_of(timer_t timer) { return (int)(long)timer; }

static void *make_call(void *argument) {
  struct call call = *(struct call *)argument;
  free(argument);
  sigset_t none = {0};
  __rt_sigprocmask(SIG_SETMASK, &none, 0, sizeof none);
  call.function(call.value);
  return 0;
}

// The timer may have been deleted since its signal was sent.
static void start_call(const struct call *wanted) {
  struct call *copy = malloc(sizeof *copy);
  if (copy == 0) return;
  __lock(&lock);
  const struct call *call = calls;
  while (call != 0 && call != wanted) call = call->next;
  if (call != 0) *copy = *call;
  __unlock(&lock);
  pthread_t thread;
  if (call == 0 || pthread_create(&thread, &copy->attributes, make_call, copy) != 0) free(copy);
}

// Nobody else's signals come here: all are blocked. The thread does not keep a program from ending whose
// other threads have ended.
static void *wait_for_signals(void *argument) {
  sigset_t set = {SIGNAL_BIT(SIGTIMER)};
  __atomic_sub_fetch(&__thread_count, 1, __ATOMIC_ACQ_REL);
  __atomic_store_n(&waiter_tid, __tid(), __ATOMIC_RELEASE);
  __futex_wake(&waiter_tid, 1, false);
  for (;;) {
    siginfo_t info;
    if (__rt_sigtimedwait(&set, &info, 0, sizeof set) == SIGTIMER && info.si_code == SI_TIMER)
      start_call(info.si_value.sival_ptr);
  }
  return argument;
}

// Called with the lock taken.
static int start_waiter(void) {
  if (waiter_process == getpid()) return 0;
  waiter_tid = 0;
  sigset_t all = {~0ul}, old;
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  __rt_sigprocmask(SIG_SETMASK, &all, &old, sizeof all);
  int error = pthread_create(&thread, &attributes, wait_for_signals, 0);
  __rt_sigprocmask(SIG_SETMASK, &old, 0, sizeof old);
  if (error != 0) return error;
  while (__atomic_load_n(&waiter_tid, __ATOMIC_ACQUIRE) == 0)
    __futex_wait(&waiter_tid, 0, CLOCK_MONOTONIC, 0, false);
  waiter_process = getpid();
  return 0;
}

static struct call *new_call(const struct sigevent *event) {
  struct call *call = malloc(sizeof *call);
  if (call == 0) return 0;
  *call = (struct call){.function = event->sigev_notify_function, .value = event->sigev_value};
  const pthread_attr_t *attributes = event->sigev_notify_attributes;
  if (attributes != 0) call->attributes = *attributes;
  else pthread_attr_init(&call->attributes);
  pthread_attr_setdetachstate(&call->attributes, PTHREAD_CREATE_DETACHED);
  return call;
}

static int create_with_call(clockid_t clock, const struct sigevent *event) {
  struct call *call = new_call(event);
  if (call == 0) return errno = EAGAIN, -1;
  __lock(&lock);
  int error = start_waiter(), result = -1;
  struct sigevent signal = {
    .sigev_value.sival_ptr = call, .sigev_signo = SIGTIMER, .sigev_notify = SIGEV_THREAD_ID,
    .sigev_tid = waiter_tid};
  if (error != 0) errno = EAGAIN;
  else result = __timer_create(clock, &signal, &call->number);
  if (result == 0) {
    call->next = calls;
    calls = call;
    result = call->number;
  } else {
    free(call);
  }
  __unlock(&lock);
  return result;
}

int timer_create(clockid_t clock, struct sigevent *restrict event, timer_t *restrict timer) {
  int number;
  if (event != 0 && event->sigev_notify == SIGEV_THREAD) number = create_with_call(clock, event);
  else if (__timer_create(clock, event, &number) < 0) number = -1;
  if (number < 0) return -1;
  *timer = (timer_t)(long)number;
  return 0;
}

int timer_delete(timer_t timer) {
  __lock(&lock);
  int result = __timer_delete(number_of(timer));
  struct call **link = &calls;
  while (*link != 0 && (*link)->number != number_of(timer)) link = &(*link)->next;
  if (result == 0 && *link != 0) {
    struct call *call = *link;
    *link = call->next;
    free(call);
  }
  __unlock(&lock);
  return result;
}

int timer_settime(
  timer_t timer, int flags, const struct itimerspec *restrict new, struct itimerspec *restrict old) {
  return __timer_settime(number_of(timer), flags, new, old);
}

int timer_gettime(timer_t timer, struct itimerspec *value) {
  return __timer_gettime(number_of(timer), value);
}

int timer_getoverrun(timer_t timer) { return __timer_getoverrun(number_of(timer)); }
