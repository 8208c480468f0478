// FUTEX_REQUEUE and CMP_REQUEUE: some are woken, the others wait on another word from then on.
#include "show.h"

#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>

enum { THREADS = 6 };

static int first, second, asleep, woken;

static long futex(int *address, int operation, int value, long value2, int *address2, int value3) {
  return syscall(SYS_futex, address, operation, value, value2, address2, value3);
}

static void *run(void *unused) {
  __atomic_add_fetch(&asleep, 1, __ATOMIC_SEQ_CST);
  while (futex(&first, FUTEX_WAIT_PRIVATE, 0, 0, 0, 0) != 0) {}
  __atomic_add_fetch(&woken, 1, __ATOMIC_SEQ_CST);
  return unused;
}

// Waits until so many have been woken.
static void await(int count) {
  while (__atomic_load_n(&woken, __ATOMIC_SEQ_CST) < count) usleep(500);
}

int main(void) {
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, run, 0);
  // All six sit on the first word when a move of all from the second to the first has counted six.
  long moved = 0;
  while (moved < THREADS) {
    moved += futex(&first, FUTEX_REQUEUE_PRIVATE, 0, INT_MAX, &second, 0);
    usleep(500);
  }
  printf("moved %ld\n", moved);
  SHOW(futex(&first, FUTEX_WAKE_PRIVATE, INT_MAX, 0, 0, 0));
  SHOW(futex(&second, FUTEX_CMP_REQUEUE_PRIVATE, 1, INT_MAX, &first, 77));
  SHOW(futex(&second, FUTEX_CMP_REQUEUE_PRIVATE, 1, 2, &first, 0));
  await(1);
  printf("woken %d\n", woken);
  SHOW(futex(&first, FUTEX_WAKE_PRIVATE, INT_MAX, 0, 0, 0));
  await(3);
  printf("woken %d\n", woken);
  SHOW(futex(&second, FUTEX_REQUEUE_PRIVATE, 2, 0, &first, 0));
  await(5);
  printf("woken %d\n", woken);
  SHOW(futex(&second, FUTEX_WAKE_PRIVATE, INT_MAX, 0, 0, 0));
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  printf("woken %d\n", woken);
  SHOW(futex(&first, FUTEX_REQUEUE_PRIVATE, -1, 0, &second, 0));
  SHOW(futex(&first, FUTEX_CMP_REQUEUE_PRIVATE, 0, 1, (int *)17, 0));
}
