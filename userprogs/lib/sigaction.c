// What a process does about a signal.
//
// The kernel lets a handler return into code of its own, in a page that it maps into every process, which makes
// the call rt_sigreturn; so nothing is to be done here for that.

#include <errno.h>
#include <signal.h>

int __rt_sigaction(int signal, const struct sigaction *action, struct sigaction *old, size_t set_size);

int sigaction(int signal, const struct sigaction *restrict action, struct sigaction *restrict old) {
  return __rt_sigaction(signal, action, old, sizeof(sigset_t));
}

// Signals for which siginterrupt asked that they interrupt calls.
static sigset_t interrupting;

sighandler_t signal(int signal, sighandler_t handler) {
  struct sigaction action = {.sa_handler = handler}, old;
  sigaddset(&action.sa_mask, signal);
  if (sigismember(&interrupting, signal) == 0) action.sa_flags = SA_RESTART;
  return sigaction(signal, &action, &old) < 0 ? SIG_ERR : old.sa_handler;
}

int siginterrupt(int signal, int interrupts) {
  struct sigaction action;
  if (sigaction(signal, 0, &action) < 0) return -1;
  if (interrupts) sigaddset(&interrupting, signal);
  else sigdelset(&interrupting, signal);
  action.sa_flags = interrupts ? action.sa_flags & ~(unsigned long)SA_RESTART : action.sa_flags | SA_RESTART;
  return sigaction(signal, &action, 0);
}
