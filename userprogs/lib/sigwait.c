// Waiting for a signal that is blocked, instead of handling it.

#include <errno.h>
#include <signal.h>

int __rt_sigtimedwait(
  const sigset_t *set, siginfo_t *info, const struct timespec *timeout, size_t set_size);

int sigtimedwait(
  const sigset_t *restrict set, siginfo_t *restrict info, const struct timespec *restrict timeout) {
  return __rt_sigtimedwait(set, info, timeout, sizeof(sigset_t));
}

int sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info) { return sigtimedwait(set, info, 0); }

// Returns an error number; a handler for another signal does not end the wait.
int sigwait(const sigset_t *restrict set, int *restrict signal) {
  int saved = errno, result;
  do result = sigtimedwait(set, 0, 0);
  while (result < 0 && errno == EINTR);
  int error = result < 0 ? errno : 0;
  errno = saved;
  if (error == 0) *signal = result;
  return error;
}
