// abort: the end by SIGABRT.

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "internal.h"
#include "thread.h"

// A handler may see it, and may leave by longjmp; if it returns, or SIGABRT was blocked or ignored, there is
// no way out.
_Noreturn void abort(void) {
  sigset_t just_abort;
  sigemptyset(&just_abort);
  sigaddset(&just_abort, SIGABRT);
  sigprocmask(SIG_UNBLOCK, &just_abort, 0);
  raise(SIGABRT);
  signal(SIGABRT, SIG_DFL);
  raise(SIGABRT);
  __builtin_trap();
}

_Noreturn void __fatal(const char *message) {
  write(STDERR_FILENO, message, strlen(message));
  abort();
}
