// Sets of signals.

#include <errno.h>
#include <signal.h>
#include "thread.h"

// The bit that stands for a signal; 0, and EINVAL, if there is no such signal.
static unsigned long bit(int signal) {
  if (signal >= 1 && signal < NSIG) return 1ul << (signal - 1);
  errno = EINVAL;
  return 0;
}

int sigemptyset(sigset_t *set) { return set->__bits = 0, 0; }
// Without those that the library keeps for itself.
int sigfillset(sigset_t *set) { return set->__bits = ~OWN_SIGNALS, 0; }
int sigisemptyset(const sigset_t *set) { return set->__bits == 0; }

int sigaddset(sigset_t *set, int signal) {
  if ((bit(signal) & OWN_SIGNALS) != 0) return errno = EINVAL, -1;
  set->__bits |= bit(signal);
  return bit(signal) != 0 ? 0 : -1;
}

int sigdelset(sigset_t *set, int signal) {
  set->__bits &= ~bit(signal);
  return bit(signal) != 0 ? 0 : -1;
}

int sigismember(const sigset_t *set, int signal) {
  return bit(signal) == 0 ? -1 : (set->__bits & bit(signal)) != 0;
}

int sigorset(sigset_t *result, const sigset_t *a, const sigset_t *b) {
  return result->__bits = a->__bits | b->__bits, 0;
}

int sigandset(sigset_t *result, const sigset_t *a, const sigset_t *b) {
  return result->__bits = a->__bits & b->__bits, 0;
}
