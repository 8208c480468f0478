// Atomic operations of many threads: sums, exchanges, compare-and-swap, a spin lock and a lock-free stack.
#include "show.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { THREADS = 4, ROUNDS = 500 };

struct node { struct node *next; int value; };

static atomic_int sum, bits, highest;
static _Atomic(struct node *) top;
static atomic_flag spin = ATOMIC_FLAG_INIT;
static int guarded;
static pthread_spinlock_t lock;
static int guarded_too;

static void *run(void *argument) {
  int me = *(int *)argument;
  static struct node nodes[THREADS][ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    atomic_fetch_add(&sum, i);
    atomic_fetch_or(&bits, 1 << me);
    int seen = atomic_load(&highest), mine = me * ROUNDS + i;
    while (seen < mine && !atomic_compare_exchange_weak(&highest, &seen, mine)) {}
    while (atomic_flag_test_and_set(&spin)) sched_yield();
    guarded++;
    atomic_flag_clear(&spin);
    pthread_spin_lock(&lock);
    guarded_too++;
    pthread_spin_unlock(&lock);
    struct node *node = &nodes[me][i];
    node->value = mine;
    node->next = atomic_load(&top);
    while (!atomic_compare_exchange_weak(&top, &node->next, node)) {}
  }
  return 0;
}

int main(void) {
  pthread_t threads[THREADS];
  int numbers[THREADS];
  pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
  for (int i = 0; i < THREADS; i++) numbers[i] = i, pthread_create(&threads[i], 0, run, &numbers[i]);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
  printf("sum %d, bits %x, highest %d, guarded %d and %d\n", sum, bits, highest, guarded, guarded_too);
  int count = 0, total = 0, last[THREADS] = {ROUNDS, ROUNDS, ROUNDS, ROUNDS}, disordered = 0;
  for (struct node *node = top; node; node = node->next) {
    int thread = node->value / ROUNDS, i = node->value % ROUNDS;
    disordered += i >= last[thread];
    last[thread] = i;
    count++, total += node->value;
  }
  printf("on the stack %d nodes, in all %d, out of a thread's order %d\n", count, total, disordered);
  pthread_spin_lock(&lock);
  SHOW_ERROR(pthread_spin_trylock(&lock));
}
