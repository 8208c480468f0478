// The program break: sbrk moves it up and down; new memory is zero, also where old one was given back.
#include "show.h"

#include <setjmp.h>
#include <sys/mman.h>

static sigjmp_buf back;
static void catch(int signal) { siglongjmp(back, signal); }
static int readable(volatile char *address) { return sigsetjmp(back, 1) != 0 ? 0 : (*address, 1); }

int main(void) {
  fflush(stdout);
  static char buffer[4096];
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  signal(SIGSEGV, catch);
  char *first = sbrk(0);
  char *old = sbrk(20000);
  printf("sbrk gives the old break: %d\n", old == first);
  printf("it has moved: %d\n", (char *)sbrk(0) == first + 20000);
  int nonzero = 0;
  for (int i = 0; i < 20000; i++) nonzero += old[i] != 0;
  memset(old, 'x', 20000);
  printf("not zero %d\n", nonzero);
  pid_t child = start();
  if (child == 0) {
    sbrk(4096);
    memset(old, 'y', 24000);
    _exit((char *)sbrk(0) != first + 20000 + 4096);
  }
  show_status("child", finish(child));
  printf("the parent's: %c, the break: %d\n", old[19999], (char *)sbrk(0) == first + 20000);
  sbrk(-20000);
  printf("back: %d\n", (char *)sbrk(0) == first);
  printf("given back, not readable: %d\n", !readable(first + 12288));
  sbrk(20000);
  nonzero = 0;
  for (int i = 4096; i < 20000; i++) nonzero += first[i] != 0;
  printf("again there, not zero %d\n", nonzero);
  sbrk(-20000);
  SHOW((long)sbrk(1l << 46));
  printf("brk to where it is: %d\n", brk(first));
}
