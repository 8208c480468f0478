// munmap makes holes anywhere; what is left and right of them stays; a hole answers SIGSEGV.
#include "show.h"

#include <setjmp.h>
#include <sys/mman.h>

static sigjmp_buf back;
static void catch(int signal) { siglongjmp(back, signal); }

static char state(volatile char *address) {
  if (sigsetjmp(back, 1) != 0) return '.';
  return *address ? *address : '0';
}

static void show(const char *what, char *area) {
  printf("%-28s", what);
  for (int i = 0; i < 16; i++) putchar(state(area + i * 4096 + 5));
  puts("");
}

int main(void) {
  signal(SIGSEGV, catch);
  char *area = mmap(0, 16 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < 16; i++) area[i * 4096 + 5] = 'a' + i;
  show("at first", area);
  SHOW(munmap(area + 3 * 4096, 4096));
  show("one page", area);
  SHOW(munmap(area + 6 * 4096, 3 * 4096 - 100));
  show("three pages, rounded up", area);
  SHOW(munmap(area, 4096));
  show("the first", area);
  SHOW(munmap(area + 15 * 4096, 4096));
  show("the last", area);
  SHOW(munmap(area + 2 * 4096, 9 * 4096));
  show("over holes", area);
  SHOW(munmap(area + 2 * 4096, 9 * 4096));
  show("a hole again", area);
  SHOW(munmap(area + 1, 4096));
  SHOW(munmap(area, 0));
  char *filled = mmap(area + 5 * 4096, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  printf("filled at the place: %d\n", filled == area + 5 * 4096);
  show("one page in the hole", area);
  int sum = 0;
  for (int i = 0; i < 16; i++) {
    pid_t child = start();
    if (child == 0) _exit(state(area + i * 4096 + 5) == '.');
    sum += WEXITSTATUS(finish(child));
  }
  printf("children see the same holes: %d\n", sum);
}
