// sigsetjmp with the mask: siglongjmp from a handler restores it; without, the signal stays blocked.
#include "show.h"

#include <setjmp.h>

static sigjmp_buf back;
static void jump(int signal) { siglongjmp(back, signal); }

static int blocked(int signal) {
  sigset_t set;
  sigprocmask(SIG_BLOCK, 0, &set);
  return sigismember(&set, signal);
}

int main(void) {
  signal(SIGUSR1, jump);
  for (volatile int i = 0; i < 3; i++) {
    int value = sigsetjmp(back, 1);
    if (value == 0) raise(SIGUSR1);
    else printf("back with %s, blocked: %d\n", signal_name(value), blocked(SIGUSR1));
  }
  int value = sigsetjmp(back, 0);
  if (value == 0) raise(SIGUSR1);
  else printf("mask not saved: back with %s, blocked: %d\n", signal_name(value), blocked(SIGUSR1));
  sigset_t set;
  sigemptyset(&set);
  sigprocmask(SIG_SETMASK, &set, 0);
  jmp_buf plain;
  volatile int rounds = 0;
  value = setjmp(plain);
  printf("setjmp gives %d\n", value);
  if (++rounds < 4) longjmp(plain, rounds - 1);
}
