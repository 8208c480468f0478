// What a process does about a signal.
//
// The kernel lets a handler return into code of its own, in a page that it maps into every process, which
// makes the call rt_sigreturn; so nothing is to be done here for that.

#include <errno.h>
#include <signal.h>
#include "thread.h"

// The structure as the kernel has it, and the mask once more: qemu-riscv64 (version 7.2) looks for it where
// other architectures have it, one word further on.
struct padded {
  struct sigaction action;
  sigset_t mask;
};

int __rt_sigaction(int signal, const struct padded *action, struct padded *old, size_t set_size);

int sigaction(int signal, const struct sigaction *restrict action, struct sigaction *restrict old) {
  if (signal == SIGCANCEL || signal == SIGTIMER) return errno = EINVAL, -1;
  struct padded new, former;
  if (action != 0) new = (struct padded){*action, action->sa_mask};
  if (__rt_sigaction(signal, action != 0 ? &new : 0, old != 0 ? &former : 0, sizeof(sigset_t)) < 0) return -1;
  if (old != 0) *old = former.action;
  return 0;
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
