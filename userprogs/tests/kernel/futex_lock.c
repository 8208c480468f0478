// A mutex built on futex alone, after Drepper's "Futexes Are Tricky": 0 free, 1 taken, 2 taken and someone waits.
#include "show.h"

#include <linux/futex.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/syscall.h>

enum { PROCESSES = 4, ROUNDS = 200 };

struct shared { int lock, counter, inside, overlaps; };

static int swap(int *word, int expected, int desired) {
  __atomic_compare_exchange_n(word, &expected, desired, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  return expected;
}

static void lock(int *word) {
  int state = swap(word, 0, 1);
  if (state == 0) return;
  if (state != 2) state = __atomic_exchange_n(word, 2, __ATOMIC_SEQ_CST);
  while (state != 0) {
    syscall(SYS_futex, word, FUTEX_WAIT, 2, 0, 0, 0);
    state = __atomic_exchange_n(word, 2, __ATOMIC_SEQ_CST);
  }
}

static void unlock(int *word) {
  if (__atomic_exchange_n(word, 0, __ATOMIC_SEQ_CST) == 2) syscall(SYS_futex, word, FUTEX_WAKE, 1, 0, 0, 0);
}

int main(void) {
  struct shared *shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  for (int i = 0; i < PROCESSES; i++)
    if (start() == 0) {
      for (int j = 0; j < ROUNDS; j++) {
        lock(&shared->lock);
        shared->overlaps += shared->inside++ != 0;
        if (j % 10 == 0) sched_yield();
        shared->counter++;
        shared->inside--;
        unlock(&shared->lock);
      }
      _exit(0);
    }
  int status;
  while (wait(&status) > 0) show_status("a process", status);
  printf("counter %d, overlaps %d, the lock is free: %d\n", shared->counter, shared->overlaps, shared->lock == 0);
}
