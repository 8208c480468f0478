// mprotect splits and joins areas; each access is judged page by page, stores, loads and system calls alike.
#include "show.h"

#include <setjmp.h>
#include <sys/mman.h>

static sigjmp_buf back;
static void catch(int signal) { siglongjmp(back, signal); }

static int can_read(volatile char *address) { return sigsetjmp(back, 1) != 0 ? 0 : (*address, 1); }
static int can_write(volatile char *address) { return sigsetjmp(back, 1) != 0 ? 0 : (*address = 'w', 1); }

static void show(const char *what, char *area) {
  printf("%-20s", what);
  for (int i = 0; i < 8; i++) {
    int reads = can_read(area + i * 4096), writes = can_write(area + i * 4096);
    putchar(reads && writes ? 'w' : reads ? 'r' : writes ? '?' : '-');
  }
  puts("");
}

int main(void) {
  int ends[2];
  signal(SIGSEGV, catch);
  REQUIRE(pipe(ends) == 0);
  char *area = mmap(0, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  show("at first", area);
  SHOW(mprotect(area + 2 * 4096, 3 * 4096, PROT_READ));
  show("three to read", area);
  SHOW(mprotect(area + 3 * 4096, 4096, PROT_NONE));
  show("one closed", area);
  SHOW(read(ends[0], area + 2 * 4096, 0));
  REQUIRE(write(ends[1], "data", 4) == 4);
  SHOW(read(ends[0], area + 2 * 4096, 4));
  SHOW(write(ends[1], area + 3 * 4096, 4));
  SHOW(write(ends[1], area + 3 * 4096 - 2, 2));
  SHOW(mprotect(area, 8 * 4096, PROT_READ | PROT_WRITE));
  show("all open", area);
  SHOW(read(ends[0], area + 3 * 4096, 4));
  SHOW(mprotect(area + 4096, 100, PROT_NONE));
  show("rounded up", area);
  munmap(area + 4 * 4096, 4096);
  SHOW(mprotect(area + 3 * 4096, 3 * 4096, PROT_READ));
  show("up to the hole", area);
  SHOW(mprotect(area + 1, 4096, PROT_READ));
  SHOW(mprotect(area, 4096, 0x1000));
  SHOW(mprotect(area, 0, PROT_READ));
  SHOW(mprotect(area + 4 * 4096, 4096, PROT_READ));
  pid_t child = start();
  if (child == 0) {
    mprotect(area, 4 * 4096, PROT_READ | PROT_WRITE);
    show("in the child", area);
    exit(0);
  }
  finish(child);
  show("in the parent", area);
}
