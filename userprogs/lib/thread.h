// A thread from the inside, and the futex on which all waiting is built.
//
// Each thread has its own copy of the program's _Thread_local variables, and the register tp points to it.
// What the library itself knows about the thread lies right in front of that copy:
//
//     lower addresses                                                     higher addresses
//     ... the thread's stack (grows down) | struct thread | initialised variables | zeros
//                                                         ^
//                                                         tp
#ifndef THREAD_H
#define THREAD_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

// The list of robust mutexes that a thread holds, as the kernel reads it when the thread dies. The list is
// circular: the last node points back to the head.
struct robust_node {
  struct robust_node *next, *previous;  // the kernel follows only `next`
};

struct robust_list {
  struct robust_node *first;
  long lock_offset;                     // from a node to its mutex's lock word
  struct robust_node *pending;          // the mutex that is being locked or unlocked at this moment
};

// What `cancel` says: that somebody asked the thread to end, and what the thread does about such requests.
enum { CANCEL_REQUESTED = 1, CANCEL_DISABLED = 2, CANCEL_ASYNCHRONOUS = 4 };

// Signals that the library keeps for itself: programs neither block nor handle them.
#define SIGCANCEL 32
#define SIGTIMER  33
#define SIGNAL_BIT(signal) (1ul << ((signal) - 1))
#define OWN_SIGNALS (SIGNAL_BIT(SIGCANCEL) | SIGNAL_BIT(SIGTIMER))

// What becomes of a thread when it ends.
enum { THREAD_JOINABLE, THREAD_DETACHED, THREAD_ENDED };

struct thread {
  int tid;                              // 0: not asked for yet, or, if the kernel cleared it, ended
  int fate;                             // THREAD_JOINABLE and so on
  int must_wait;                        // not to begin before its creator says so
  bool admits_cancel;                   // its creator's mask may hold back SIGCANCEL
  void *(*function)(void *);
  void *value;                          // the function's argument, later its result
  void **specific;                      // values of pthread_setspecific, if there are any
  struct __cleanup *cleanups;             // pthread_cleanup_push
  struct robust_list robust;
  char *mapping;                        // the memory of stack and thread; null if it is not ours
  size_t mapping_size, guard_size;
  char *stack;                          // the lowest address of the stack
  size_t stack_size;
  struct thread *next;                  // in a list of threads that have ended
  int cancel __attribute__((aligned(16)));  // CANCEL_REQUESTED and so on; points.s knows its place
} __attribute__((aligned(16)));
_Static_assert(sizeof(struct thread) - offsetof(struct thread, cancel) == 16, "points.s: CANCEL");

// The size of a thread-local image with the struct thread before it, and its alignment.
size_t __thread_size(void);
size_t __thread_alignment(void);

// Makes a thread in `memory`, zeroed and of __thread_size() bytes. Returns it; tp must become its end.
struct thread *__make_thread(char *memory);

// The calling thread.
static inline struct thread *__self(void) { return (struct thread *)__builtin_thread_pointer() - 1; }

// Whether the thread that has this word is to end.
static inline bool __is_cancelled(int cancel) {
  return (cancel & (CANCEL_REQUESTED | CANCEL_DISABLED)) == CANCEL_REQUESTED;
}

// Ends the thread as one that was cancelled: there if the program can cancel threads.
_Noreturn void __act_on_cancel(void) __attribute__((weak));
void __admit_cancel(void) __attribute__((weak));

// A cancellation point. Who waits on a futex only after a look at something else calls it first.
static inline void __test_point(void) {
  if (__act_on_cancel != 0 && __is_cancelled(__self()->cancel)) __act_on_cancel();
}

// Keeps the thread from being cancelled; __release_cancel takes what it returns.
static inline int __hold_cancel(void) {
  return __atomic_fetch_or(&__self()->cancel, CANCEL_DISABLED, __ATOMIC_ACQ_REL);
}
static inline void __release_cancel(int held) {
  if ((held & CANCEL_DISABLED) != 0) return;
  __atomic_fetch_and(&__self()->cancel, ~CANCEL_DISABLED, __ATOMIC_ACQ_REL);
}

// The calling thread's number.
int __tid(void);

// How many threads there are.
extern int __thread_count;

// What happens when a thread ends, if the program has use for it: destructors of pthread_setspecific, and
// what pthread_create keeps about its threads.
void __destroy_specific(struct thread *thread) __attribute__((weak));
void __retire(struct thread *thread) __attribute__((weak));

// Whether the program ever had a second thread. Until then no lock of the library needs to be taken.
extern int __is_threaded;

// A lock of the library itself: 0 free, 1 taken, 2 taken and somebody waits.
void __lock(int *lock);
void __unlock(int *lock);

// The call itself, and as a cancellation point; answers with a negative error number.
typedef long __futex_call(
  const volatile void *word, int operation, int value, const void *timeout, const volatile void *second,
  int bits);
__futex_call __futex, __futex_point;

// Waits while `*word` is `expected`, until a time on `clock` if `deadline` is not null. Returns 0, or EINTR,
// ETIMEDOUT, EAGAIN (the word is another) or EINVAL; errno stays as it is.
int __futex_wait(
  const volatile void *word, int expected, clockid_t clock, const struct timespec *deadline, bool is_shared);

// The same as a cancellation point.
int __futex_wait_point(
  const volatile void *word, int expected, clockid_t clock, const struct timespec *deadline, bool is_shared);

// Wakes up to `count` threads that wait on the word.
void __futex_wake(const volatile void *word, int count, bool is_shared);

#endif
