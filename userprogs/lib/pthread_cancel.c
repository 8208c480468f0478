// pthread_cancel: a thread that another one asks to end does so at its next cancellation point, or, if it is
// asynchronously cancellable, at once.
//
// The request is a bit of the thread's word `cancel` (thread.h), and a signal that gets the thread out of a
// call in which it waits. points.s tells how no request is missed and no call's answer is lost.

#include <pthread.h>
#include <signal.h>
#include <unistd.h>
#include "thread.h"

long __rt_sigaction(int signal, const void *action, void *old, size_t set_size);
long __rt_sigprocmask(int how, const sigset_t *set, sigset_t *old, size_t set_size);
long __tgkill(pid_t process, pid_t thread, int signal);

// Naming them has the linker take the points in the place of the plain calls.
extern const char __point_begin[], __point_end[], __act_here[];

_Noreturn void __act_on_cancel(void) { pthread_exit(PTHREAD_CANCELED); }

// Where the thread goes on when it returns from the handler. If the signal came while another handler ran,
// the call that this one interrupted may be a point: so the signal comes once more when that handler returns.
static void handle(int signal, siginfo_t *info, void *context) {
  (void)info;
  ucontext_t *state = context;
  struct thread *self = __self();
  int cancel = __atomic_load_n(&self->cancel, __ATOMIC_ACQUIRE);
  if (!__is_cancelled(cancel)) return;
  const char *pc = (const char *)state->uc_mcontext.__gregs[0];
  if ((cancel & CANCEL_ASYNCHRONOUS) != 0 || (pc >= __point_begin && pc < __point_end)) {
    state->uc_mcontext.__gregs[0] = (unsigned long)__act_here;
    return;
  }
  state->uc_sigmask.__bits |= SIGNAL_BIT(signal);
  __tgkill(getpid(), __tid(), signal);
}

static void prepare(void) {
  static int is_ready;
  if (__atomic_load_n(&is_ready, __ATOMIC_ACQUIRE)) return;
  struct sigaction action = {
    .sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK, .sa_mask = {~0ul}};
  __rt_sigaction(SIGCANCEL, &action, 0, sizeof(sigset_t));
  __atomic_store_n(&is_ready, 1, __ATOMIC_RELEASE);
}

// A thread begins with its creator's mask, which may hold back the signal if the creator itself is cancelled.
void __admit_cancel(void) {
  sigset_t set = {SIGNAL_BIT(SIGCANCEL)};
  __rt_sigprocmask(SIG_UNBLOCK, &set, 0, sizeof set);
}

int pthread_cancel(pthread_t id) {
  struct thread *thread = (struct thread *)id;
  prepare();
  int before = __atomic_fetch_or(&thread->cancel, CANCEL_REQUESTED, __ATOMIC_ACQ_REL);
  if ((before & (CANCEL_REQUESTED | CANCEL_DISABLED)) != 0) return 0;
  if (thread == __self()) {
    if ((before & CANCEL_ASYNCHRONOUS) != 0) __act_on_cancel();
    return 0;
  }
  int tid = __atomic_load_n(&thread->tid, __ATOMIC_ACQUIRE);
  if (tid != 0) __tgkill(getpid(), tid, SIGCANCEL);
  return 0;
}
