// Which signals wait.

#include <signal.h>
#include "internal.h"
#include "thread.h"

long __rt_sigprocmask(int how, const sigset_t *set, sigset_t *old, size_t set_size);
int __rt_sigpending(sigset_t *set, size_t set_size);
int __rt_sigsuspend(const sigset_t *mask, size_t set_size);

// Nobody blocks the signals that the library keeps for itself.
static long change(int how, const sigset_t *set, sigset_t *old) {
  sigset_t without;
  if (set != 0 && how != SIG_UNBLOCK && (set->__bits & OWN_SIGNALS) != 0) {
    without.__bits = set->__bits & ~OWN_SIGNALS;
    set = &without;
  }
  return __rt_sigprocmask(how, set, old, sizeof(sigset_t));
}

int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict old) {
  return (int)-change(how, set, old);
}

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old) {
  return (int)__checked(change(how, set, old));
}

int sigpending(sigset_t *set) { return __rt_sigpending(set, sizeof(sigset_t)); }
int sigsuspend(const sigset_t *mask) { return __rt_sigsuspend(mask, sizeof(sigset_t)); }

// Sleeps until a handler has run.
int pause(void) {
  sigset_t present;
  sigprocmask(SIG_BLOCK, 0, &present);
  return sigsuspend(&present);
}
