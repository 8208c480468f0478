// Mutexes.
//
// A mutex is a word: 0 if it is free, else its owner's thread number, and the bit FUTEX_WAITERS if somebody
// may be asleep on it. To lock and to unlock it is one atomic instruction each, unless somebody has to wait.
//
// The word is laid out so that the kernel understands it, too. It does two things that the program cannot:
// - Robust mutexes: each thread keeps a list of those that it holds, and the kernel knows where the list is
//   (struct robust_list). When a thread dies, it puts the bit FUTEX_OWNER_DIED into each of their words, and
//   wakes one waiter, which gets the mutex, and the error EOWNERDEAD.
// - Priority inheritance: FUTEX_LOCK_PI lets the owner run with the priority of the most urgent waiter.

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stddef.h>
#include <unistd.h>
#include "pthread_mutex.h"
#include "thread.h"

// The word of a robust mutex whose owner died and that nobody has repaired: it cannot be locked again.
#define NOT_RECOVERABLE ((int)FUTEX_TID_MASK)

long __set_robust_list(struct robust_list *list, size_t size);

static int type_of(const pthread_mutex_t *mutex) { return mutex->__kind & MUTEX_TYPE; }
static int owner_of(int word) { return word & (int)FUTEX_TID_MASK; }

// The kernel wakes the waiters of a dead owner without regard to FUTEX_PRIVATE_FLAG.
static bool is_shared(const pthread_mutex_t *mutex) {
  return (mutex->__kind & (MUTEX_SHARED | MUTEX_ROBUST)) != 0;
}

static int load(pthread_mutex_t *mutex) { return __atomic_load_n(&mutex->__word, __ATOMIC_ACQUIRE); }

static bool replace(pthread_mutex_t *mutex, int old, int new) {
  return __atomic_compare_exchange_n(
    &mutex->__word, &old, new, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

// The list of robust mutexes.

static struct robust_node *node_of(pthread_mutex_t *mutex) { return (struct robust_node *)&mutex->__link; }

// Tells the kernel that this mutex is being locked or unlocked: if the thread dies in between, the list alone
// would not tell the truth.
static void announce(pthread_mutex_t *mutex) {
  struct robust_list *list = &__self()->robust;
  if (list->first == 0) {
    list->first = (struct robust_node *)list;
    list->lock_offset = (long)offsetof(pthread_mutex_t, __word) - (long)offsetof(pthread_mutex_t, __link);
    __set_robust_list(list, sizeof *list);
  }
  list->pending = node_of(mutex);
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

static void conclude(void) {
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  __self()->robust.pending = 0;
}

static void link_node(pthread_mutex_t *mutex) {
  struct robust_list *list = &__self()->robust;
  struct robust_node *node = node_of(mutex);
  node->next = list->first;
  node->previous = (struct robust_node *)list;
  if (node->next != (struct robust_node *)list) node->next->previous = node;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  list->first = node;
}

static void unlink_node(pthread_mutex_t *mutex) {
  struct robust_node *node = node_of(mutex), *head = (struct robust_node *)&__self()->robust;
  node->previous->next = node->next;
  if (node->next != head) node->next->previous = node->previous;
}

// Locking.

// The mutex is the caller's own already.
static int lock_again(pthread_mutex_t *mutex) {
  switch (type_of(mutex)) {
    case PTHREAD_MUTEX_RECURSIVE:
      if (mutex->__depth == UINT_MAX) return EAGAIN;
      mutex->__depth++;
      return 0;
    case PTHREAD_MUTEX_ERRORCHECK: return EDEADLK;
    default: return EBUSY;
  }
}

// Takes the mutex if it is free. `mark` is FUTEX_WAITERS or 0. EBUSY if it is not free.
static int try(pthread_mutex_t *mutex, int tid, int mark) {
  for (;;) {
    int old = load(mutex), owner = owner_of(old);
    if (owner == NOT_RECOVERABLE) return ENOTRECOVERABLE;
    if (owner == tid) return lock_again(mutex);
    if (owner != 0) return EBUSY;
    if (!replace(mutex, old, old | tid | mark)) continue;
    mutex->__depth = 0;
    return old & (int)FUTEX_OWNER_DIED ? EOWNERDEAD : 0;
  }
}

// The kernel takes the mutex for the caller, who inherits its priority to the owner while it waits.
static int lock_in_kernel(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *deadline) {
  int operation = clock == CLOCK_REALTIME ? FUTEX_LOCK_PI : FUTEX_LOCK_PI2;
  if (!is_shared(mutex)) operation |= FUTEX_PRIVATE_FLAG;
  long result;
  do result = __futex(&mutex->__word, operation, 0, deadline, 0, 0);
  while (result == -EINTR || result == -EAGAIN);
  if (result < 0) return (int)-result;
  mutex->__depth = 0;
  return load(mutex) & (int)FUTEX_OWNER_DIED ? EOWNERDEAD : 0;
}

// Sleeps until the word is no longer `old`, and says in it that somebody sleeps.
static int wait_while(pthread_mutex_t *mutex, int old, clockid_t clock, const struct timespec *deadline) {
  int marked = old | (int)FUTEX_WAITERS;
  if (marked != old && !replace(mutex, old, marked)) return 0;
  int error = __futex_wait(&mutex->__word, marked, clock, deadline, is_shared(mutex));
  return error == ETIMEDOUT || error == EINVAL ? error : 0;
}

// Who has slept marks the word when it takes the mutex: there may be others.
static int lock_or_wait(pthread_mutex_t *mutex, int mark, clockid_t clock, const struct timespec *deadline) {
  int tid = __tid();
  for (;;) {
    int result = try(mutex, tid, mark);
    if (result != EBUSY) return result;
    int old = load(mutex);
    if (owner_of(old) == 0) continue;
    bool inherits = (mutex->__kind & MUTEX_INHERIT) != 0 && owner_of(old) != tid;
    if (inherits) return lock_in_kernel(mutex, clock, deadline);
    int error = wait_while(mutex, old, clock, deadline);
    if (error != 0) return error;
    mark = (int)FUTEX_WAITERS;
  }
}

static int lock(pthread_mutex_t *mutex, int mark, clockid_t clock, const struct timespec *deadline) {
  if ((mutex->__kind & MUTEX_ROBUST) == 0) return lock_or_wait(mutex, mark, clock, deadline);
  announce(mutex);
  int result = lock_or_wait(mutex, mark, clock, deadline);
  bool is_new = (result == 0 && mutex->__depth == 0) || result == EOWNERDEAD;
  if (is_new) link_node(mutex);
  conclude();
  return result;
}

int pthread_mutex_lock(pthread_mutex_t *mutex) {
  if (mutex->__kind == PTHREAD_MUTEX_NORMAL && replace(mutex, 0, __tid())) return 0;
  return lock(mutex, 0, CLOCK_REALTIME, 0);
}

int __relock_mutex(pthread_mutex_t *mutex) {
  bool inherits = (mutex->__kind & MUTEX_INHERIT) != 0;
  return lock(mutex, inherits ? 0 : (int)FUTEX_WAITERS, CLOCK_REALTIME, 0);
}

int pthread_mutex_clocklock(
  pthread_mutex_t *restrict mutex, clockid_t clock, const struct timespec *restrict deadline) {
  return lock(mutex, 0, clock, deadline);
}

int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict deadline) {
  return lock(mutex, 0, CLOCK_REALTIME, deadline);
}

int pthread_mutex_trylock(pthread_mutex_t *mutex) {
  bool is_robust = (mutex->__kind & MUTEX_ROBUST) != 0;
  if (is_robust) announce(mutex);
  int result = try(mutex, __tid(), 0);
  if (is_robust) {
    if ((result == 0 && mutex->__depth == 0) || result == EOWNERDEAD) link_node(mutex);
    conclude();
  }
  return result == EDEADLK ? EBUSY : result;
}

// Unlocking.

static void give_back(pthread_mutex_t *mutex, int tid, int free_word) {
  bool inherits = (mutex->__kind & MUTEX_INHERIT) != 0;
  if (inherits && free_word == 0) {
    if (replace(mutex, tid, 0)) return;
    __futex(
      &mutex->__word, FUTEX_UNLOCK_PI | (is_shared(mutex) ? 0 : FUTEX_PRIVATE_FLAG), 0, 0, 0, 0);
    return;
  }
  int old = __atomic_exchange_n(&mutex->__word, free_word, __ATOMIC_ACQ_REL);
  if (old & (int)FUTEX_WAITERS) __futex_wake(&mutex->__word, free_word == 0 ? 1 : INT_MAX, is_shared(mutex));
}

int pthread_mutex_unlock(pthread_mutex_t *mutex) {
  int tid = __tid();
  if (mutex->__kind == PTHREAD_MUTEX_NORMAL) return give_back(mutex, tid, 0), 0;
  int word = load(mutex);
  if (owner_of(word) != tid) return EPERM;
  if (mutex->__depth > 0) return mutex->__depth--, 0;
  bool is_robust = (mutex->__kind & MUTEX_ROBUST) != 0;
  if (is_robust) {
    announce(mutex);
    unlink_node(mutex);
  }
  give_back(mutex, tid, word & (int)FUTEX_OWNER_DIED ? NOT_RECOVERABLE : 0);
  if (is_robust) conclude();
  return 0;
}

// Says that what the mutex protects is in order again after an owner's death.
int pthread_mutex_consistent(pthread_mutex_t *mutex) {
  int word = load(mutex);
  if ((mutex->__kind & MUTEX_ROBUST) == 0 || (word & (int)FUTEX_OWNER_DIED) == 0) return EINVAL;
  if (owner_of(word) != __tid()) return EPERM;
  __atomic_and_fetch(&mutex->__word, (int)~FUTEX_OWNER_DIED, __ATOMIC_ACQ_REL);
  return 0;
}

int pthread_mutex_init(pthread_mutex_t *restrict mutex, const pthread_mutexattr_t *restrict attributes) {
  *mutex = (pthread_mutex_t){.__kind = attributes != 0 ? attributes->__kind : 0};
  return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *mutex) {
  int owner = owner_of(load(mutex));
  return owner == 0 || owner == NOT_RECOVERABLE ? 0 : EBUSY;
}
