// A futex in shared memory is one for all processes, wherever each has it mapped, in a file, too.
#include "show.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>

static void run(const char *what, int *ours, int *theirs) {
  *ours = 0;
  pid_t child = start();
  if (child == 0) {
    while (__atomic_load_n(theirs, __ATOMIC_SEQ_CST) == 0) syscall(SYS_futex, theirs, FUTEX_WAIT, 0, 0, 0, 0);
    for (int i = 0; i < 50; i++) {
      while (__atomic_load_n(theirs, __ATOMIC_SEQ_CST) % 2 == 0)
        syscall(SYS_futex, theirs, FUTEX_WAIT, *theirs & ~1, 0, 0, 0);
      __atomic_add_fetch(theirs, 1, __ATOMIC_SEQ_CST);
      syscall(SYS_futex, theirs, FUTEX_WAKE, 1, 0, 0, 0);
    }
    _exit(5);
  }
  for (int i = 0; i < 50; i++) {
    int value = __atomic_add_fetch(ours, 1, __ATOMIC_SEQ_CST);
    syscall(SYS_futex, ours, FUTEX_WAKE, 1, 0, 0, 0);
    while (__atomic_load_n(ours, __ATOMIC_SEQ_CST) == value) syscall(SYS_futex, ours, FUTEX_WAIT, value, 0, 0, 0);
  }
  printf("%s: %d, ", what, *theirs);
  show_status("child", finish(child));
}

int main(void) {
  int *anonymous = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  run("anonymous memory", anonymous, anonymous);
  int file = open("/tmp/ring3-futex-shared", O_RDWR | O_CREAT | O_TRUNC, 0600);
  REQUIRE(ftruncate(file, 4096) == 0);
  int *first = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  int *second = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  run("a file, mapped twice", first, second);
  unlink("/tmp/ring3-futex-shared");
}
