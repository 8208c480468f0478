// The futex call itself: EAGAIN where the value is another, wakes are counted, waiting ends by a wake or the time.
#include "show.h"

#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>

static int word, go, woken;

static long futex(int *address, int operation, int value, const struct timespec *timeout) {
  return syscall(SYS_futex, address, operation, value, timeout, 0, 0);
}

static void *sleep_on_word(void *unused) {
  while (futex(&word, FUTEX_WAIT_PRIVATE, 0, 0) == 0 && !__atomic_load_n(&go, __ATOMIC_SEQ_CST)) {}
  __atomic_add_fetch(&woken, 1, __ATOMIC_SEQ_CST);
  return unused;
}

int main(void) {
  pthread_t threads[5];
  struct timespec none = {0, 0}, bit = {0, 5000000}, bad = {0, 1000000000};
  SHOW(futex(&word, FUTEX_WAIT, 1, 0));
  SHOW(futex(&word, FUTEX_WAIT, 0, &none));
  SHOW(futex(&word, FUTEX_WAIT, 0, &bit));
  SHOW(futex(&word, FUTEX_WAIT, 0, &bad));
  SHOW(futex(&word, FUTEX_WAKE, 10, 0));
  SHOW(futex((int *)((char *)&word + 1), FUTEX_WAIT, 0, 0));
  SHOW(futex((int *)((char *)&word + 1), FUTEX_WAKE, 1, 0));
  SHOW(futex((int *)16, FUTEX_WAIT, 0, 0));
  SHOW(futex(&word, 99, 0, 0));
  for (int i = 0; i < 5; i++) pthread_create(&threads[i], 0, sleep_on_word, 0);
  long all = 0;
  go = 1;
  // Only who already waits is woken: one counts until all five have been.
  while (all < 5) {
    long count = futex(&word, FUTEX_WAKE_PRIVATE, 2, 0);
    REQUIRE(count >= 0 && count <= 2);
    all += count;
    if (count == 0) usleep(500);
  }
  for (int i = 0; i < 5; i++) pthread_join(threads[i], 0);
  printf("wakes counted %ld, threads woken %d\n", all, woken);
  SHOW(futex(&word, FUTEX_WAKE_PRIVATE, 10, 0));
}
