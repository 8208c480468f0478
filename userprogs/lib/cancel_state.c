// How a thread may be cancelled, and the point that does nothing else.

#include <errno.h>
#include <pthread.h>
#include "thread.h"

// Sets or clears a bit of the thread's word; a request that may be met at once is. Returns whether the bit was
// set.
static bool change(int bit, bool is_set) {
  struct thread *self = __self();
  int before = is_set ? __atomic_fetch_or(&self->cancel, bit, __ATOMIC_ACQ_REL)
                      : __atomic_fetch_and(&self->cancel, ~bit, __ATOMIC_ACQ_REL);
  int now = is_set ? before | bit : before & ~bit;
  if (__is_cancelled(now) && (now & CANCEL_ASYNCHRONOUS) != 0) __act_on_cancel();
  return (before & bit) != 0;
}

int pthread_setcancelstate(int state, int *old) {
  if (state != PTHREAD_CANCEL_ENABLE && state != PTHREAD_CANCEL_DISABLE) return EINVAL;
  bool was_disabled = change(CANCEL_DISABLED, state == PTHREAD_CANCEL_DISABLE);
  if (old != 0) *old = was_disabled ? PTHREAD_CANCEL_DISABLE : PTHREAD_CANCEL_ENABLE;
  return 0;
}

int pthread_setcanceltype(int type, int *old) {
  if (type != PTHREAD_CANCEL_DEFERRED && type != PTHREAD_CANCEL_ASYNCHRONOUS) return EINVAL;
  bool was_asynchronous = change(CANCEL_ASYNCHRONOUS, type == PTHREAD_CANCEL_ASYNCHRONOUS);
  if (old != 0) *old = was_asynchronous ? PTHREAD_CANCEL_ASYNCHRONOUS : PTHREAD_CANCEL_DEFERRED;
  return 0;
}

void pthread_testcancel(void) {
  if (__is_cancelled(__self()->cancel)) __act_on_cancel();
}
