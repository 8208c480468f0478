// A handler on its own stack catches the overflow of the usual one, and siglongjmp comes back from it.
#include "show.h"

#include <setjmp.h>

static char other[65536];
static sigjmp_buf back;
static volatile int on_other;

static void overflow(int signal) {
  char here;
  (void)signal;
  stack_t now;
  sigaltstack(0, &now);
  on_other = &here >= other && &here < other + sizeof other && (now.ss_flags & SS_ONSTACK);
  siglongjmp(back, 1);
}

// Each frame knows the one before, so that no compiler makes a loop of it.
static int recurse(int depth, volatile char *before) {
  volatile char much[2000];
  much[depth % 2000] = before[0];
  return recurse(depth + 1, much) + much[0] + before[1];
}

int main(void) {
  stack_t stack = {.ss_sp = other, .ss_size = sizeof other}, old;
  struct sigaction action = {.sa_handler = overflow, .sa_flags = SA_ONSTACK};
  SHOW(sigaltstack(&stack, &old));
  printf("there was none: %d\n", (old.ss_flags & SS_DISABLE) != 0);
  sigaction(SIGSEGV, &action, 0);
  for (volatile int i = 0; i < 3; i++)
    if (sigsetjmp(back, 1) == 0) recurse(0, other);
    else printf("overflow %d caught on the other stack: %d\n", i, on_other);
  sigaltstack(0, &old);
  printf("told back: %d %d, in use: %d\n", old.ss_sp == other, old.ss_size == sizeof other,
         (old.ss_flags & SS_ONSTACK) != 0);
  stack.ss_size = 100;
  SHOW(sigaltstack(&stack, 0));
  stack.ss_size = sizeof other;
  stack.ss_flags = 0x1000;
  SHOW(sigaltstack(&stack, 0));
  stack.ss_flags = SS_DISABLE;
  SHOW(sigaltstack(&stack, 0));
  SHOW(sigaltstack((stack_t *)16, 0));
}
