// FUTEX_WAIT_REQUEUE_PI and FUTEX_CMP_REQUEUE_PI: who waits on a word gets a lock that lends priority, or waits for it.
#include "show.h"

#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <time.h>

enum { THREADS = 4 };

static int word, lock, other;
static int ready, has, results[THREADS + 1];

static long futex(int *address, int operation, int value, long value2, int *address2, int value3) {
  return syscall(SYS_futex, address, operation | FUTEX_PRIVATE_FLAG, value, value2, address2, value3);
}

static int load(int *place) { return __atomic_load_n(place, __ATOMIC_SEQ_CST); }
static int add(int *place) { return __atomic_add_fetch(place, 1, __ATOMIC_SEQ_CST); }

static void take_lock(int *place) {
  int free = 0;
  if (!__atomic_compare_exchange_n(place, &free, gettid(), 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
    REQUIRE(futex(place, FUTEX_LOCK_PI, 0, 0, 0, 0) == 0);
}

static void give_lock(int *place) {
  int own = gettid();
  if (!__atomic_compare_exchange_n(place, &own, 0, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
    REQUIRE(futex(place, FUTEX_UNLOCK_PI, 0, 0, 0, 0) == 0);
}

static void await(int *place, int count) {
  while (load(place) < count) usleep(500);
}

// Waits on the word, and then has the lock.
static void *run(void *unused) {
  add(&ready);
  REQUIRE(futex(&word, FUTEX_WAIT_REQUEUE_PI, 0, 0, &lock, 0) == 0);
  REQUIRE((load(&lock) & FUTEX_TID_MASK) == gettid());
  add(&has);
  usleep(2000);
  give_lock(&lock);
  return unused;
}

// Moves waiters, once so many are there: a thread may not have come to sleep yet.
static long move(int count) {
  long moved = 0;
  while (moved < count) {
    long more = futex(&word, FUTEX_CMP_REQUEUE_PI, 1, count - moved - 1, &lock, 0);
    REQUIRE(more >= 0);
    moved += more;
    if (moved < count) usleep(500);
  }
  return moved;
}

static void *wait_for_time(void *unused) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_nsec += 30000000;
  time.tv_sec += time.tv_nsec / 1000000000, time.tv_nsec %= 1000000000;
  add(&ready);
  long result = futex(&word, FUTEX_WAIT_REQUEUE_PI, 0, (long)&time, &lock, 0);
  results[0] = result < 0 ? errno : 0;
  add(&has);
  return unused;
}

static void *wait_for_ever(void *unused) {
  add(&ready);
  long result = futex(&word, FUTEX_WAIT_REQUEUE_PI, 0, 0, &lock, 0);
  results[0] = result < 0 ? errno : 0;
  add(&has);
  return unused;
}

static volatile int handled;
static void handle(int signal) { handled++; }

int main(void) {
  pthread_t threads[THREADS];
  printf("-- the lock is free\n");
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, run, 0);
  await(&ready, THREADS);
  printf("moved %ld\n", move(THREADS));
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  printf("all had it: %d, it is free: %d\n", has, lock == 0);

  printf("-- somebody has it\n");
  ready = has = 0;
  take_lock(&lock);
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, run, 0);
  await(&ready, THREADS);
  printf("moved %ld\n", move(THREADS));
  usleep(20000);
  printf("had it: %d, waited for: %d\n", load(&has), (load(&lock) & FUTEX_WAITERS) != 0);
  give_lock(&lock);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  printf("all had it: %d, it is free: %d\n", has, lock == 0);

  printf("-- time\n");
  ready = has = 0;
  pthread_create(&threads[0], 0, wait_for_time, 0);
  pthread_join(threads[0], 0);
  printf("on the word: %s\n", error_name(results[0]));
  take_lock(&lock);
  ready = has = 0;
  pthread_create(&threads[0], 0, wait_for_time, 0);
  await(&ready, 1);
  printf("moved %ld\n", move(1));
  pthread_join(threads[0], 0);
  printf("for the lock: %s\n", error_name(results[0]));
  give_lock(&lock);
  printf("free: %d\n", lock == 0);

  printf("-- a signal\n");
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
  sigaction(SIGUSR1, &action, 0);
  take_lock(&lock);
  ready = has = 0;
  pthread_create(&threads[0], 0, wait_for_ever, 0);
  await(&ready, 1);
  usleep(20000);
  pthread_kill(threads[0], SIGUSR1);
  while (handled < 1) usleep(500);
  usleep(20000);
  printf("still waits on the word: %d\n", load(&has) == 0);
  printf("moved %ld\n", move(1));
  pthread_kill(threads[0], SIGUSR1);
  pthread_join(threads[0], 0);
  printf("for the lock: %s\n", error_name(results[0]));
  give_lock(&lock);

  printf("-- the two belong together\n");
  ready = has = 0;
  pthread_create(&threads[0], 0, run, 0);
  await(&ready, 1);
  usleep(20000);
  SHOW(futex(&word, FUTEX_WAKE, 1, 0, 0, 0));
  SHOW(futex(&word, FUTEX_REQUEUE, 1, 1, &other, 0));
  SHOW(futex(&word, FUTEX_CMP_REQUEUE_PI, 1, 1, &other, 0));
  SHOW(futex(&word, FUTEX_CMP_REQUEUE_PI, 2, 1, &lock, 0));
  SHOW(futex(&word, FUTEX_CMP_REQUEUE_PI, 0, 1, &lock, 0));
  SHOW(futex(&word, FUTEX_CMP_REQUEUE_PI, 1, -1, &lock, 0));
  SHOW(futex(&word, FUTEX_CMP_REQUEUE_PI, 1, 1, &lock, 77));
  SHOW(futex(&word, FUTEX_CMP_REQUEUE_PI, 1, 1, &word, 0));
  SHOW(futex(&word, FUTEX_CMP_REQUEUE_PI, 1, 1, (int *)8, 0));
  SHOW(futex(&word, FUTEX_WAIT_REQUEUE_PI, 77, 0, &lock, 0));
  SHOW(futex(&word, FUTEX_WAIT_REQUEUE_PI, 0, 0, &word, 0));
  SHOW(futex(&other, FUTEX_CMP_REQUEUE_PI, 1, INT_MAX, &lock, 0));
  SHOW(futex(&word, FUTEX_CMP_REQUEUE_PI, 1, INT_MAX, &lock, 0));
  pthread_join(threads[0], 0);
  printf("had it: %d, it is free: %d\n", has, lock == 0);
  return 0;
}
