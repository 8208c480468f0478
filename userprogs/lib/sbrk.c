// brk and sbrk: the end of the heap, which the kernel keeps.

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

// The kernel's call: sets the end if it can, and answers with the end as it is then.
uintptr_t __brk(uintptr_t end);

int brk(void *end) {
  if (__brk((uintptr_t)end) == (uintptr_t)end) return 0;
  errno = ENOMEM;
  return -1;
}

void *sbrk(long increment) {
  uintptr_t old = __brk(0);
  if (increment != 0 && brk((void *)(old + (uintptr_t)increment)) < 0) return (void *)-1;
  return (void *)old;
}
