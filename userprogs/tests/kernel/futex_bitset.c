// FUTEX_WAIT_BITSET and WAKE_BITSET: a wake reaches those whose bits it shares.
#include "show.h"

#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>

static int word, woken[4];

static void *run(void *argument) {
  int me = *(int *)argument;
  while (syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE, 0, 0, 0, 1 << me) != 0) {}
  __atomic_store_n(&woken[me], 1, __ATOMIC_SEQ_CST);
  return 0;
}

static long wake(int bits) {
  return syscall(SYS_futex, &word, FUTEX_WAKE_BITSET_PRIVATE, INT_MAX, 0, 0, bits);
}

int main(void) {
  pthread_t threads[4];
  int numbers[4];
  for (int i = 0; i < 4; i++) numbers[i] = i, pthread_create(&threads[i], 0, run, &numbers[i]);
  SHOW(wake(1 << 8));
  static const int order[] = {2, 0, 3, 1};
  for (int i = 0; i < 4; i++) {
    while (wake(1 << order[i] | 1 << 9) == 0) usleep(500);
    pthread_join(threads[order[i]], 0);
    printf("after the wake of %d: %d %d %d %d\n", order[i], woken[0], woken[1], woken[2], woken[3]);
  }
  SHOW(wake(-1));
  SHOW(wake(0));
  SHOW(syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE, 0, 0, 0, 0));
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  SHOW(syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE, 0, &now, 0, -1));
  clock_gettime(CLOCK_REALTIME, &now);
  SHOW(syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE | FUTEX_CLOCK_REALTIME, 0, &now, 0, -1));
  SHOW(syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE, 1, &now, 0, -1));
}
