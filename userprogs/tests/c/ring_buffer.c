// A bounded queue as producers and consumers use it, against counters; and a deque in an array that grows.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZE = 16 };
struct ring {
  uint32_t head, tail;  // they run on and wrap round; their difference is the filling
  int items[SIZE];
};

static int put(struct ring *r, int item) {
  if (r->tail - r->head == SIZE) return 0;
  r->items[r->tail++ % SIZE] = item;
  return 1;
}

static int take(struct ring *r, int *item) {
  if (r->tail == r->head) return 0;
  *item = r->items[r->head++ % SIZE];
  return 1;
}

struct deque {
  int *items;
  size_t first, count, capacity;
};

static int *at(struct deque *d, size_t i) { return &d->items[(d->first + i) & (d->capacity - 1)]; }

static void grow(struct deque *d) {
  if (d->count < d->capacity) return;
  size_t capacity = d->capacity == 0 ? 4 : 2 * d->capacity;
  int *items = malloc(capacity * sizeof *items);
  for (size_t i = 0; i < d->count; i++) items[i] = *at(d, i);
  free(d->items);
  *d = (struct deque){items, 0, d->count, capacity};
}

static void push_back(struct deque *d, int item) {
  grow(d);
  *at(d, d->count++) = item;
}

static void push_front(struct deque *d, int item) {
  grow(d);
  d->first = (d->first - 1) & (d->capacity - 1);
  d->count++;
  *at(d, 0) = item;
}

static int pop_front(struct deque *d) {
  int item = *at(d, 0);
  d->first = (d->first + 1) & (d->capacity - 1);
  d->count--;
  return item;
}

int main(void) {
  struct ring ring = {.head = ~0u - 100, .tail = ~0u - 100};
  int next = 0, expected = 0, wrong = 0, full = 0, empty = 0, item;
  unsigned seed = 5;
  for (int i = 0; i < 10000; i++) {
    seed = seed * 1103515245 + 12345;
    if (seed >> 30 & 1) {
      if (put(&ring, next)) next++;
      else full++;
    } else if (take(&ring, &item)) wrong += item != expected++;
    else empty++;
  }
  printf("%d put, %d taken, %d wrong, full %d times, empty %d times\n", next, expected, wrong, full, empty);
  struct deque deque = {0};
  long sum = 0;
  for (int i = 0; i < 5000; i++) {
    if (i % 3 == 0) push_front(&deque, -i);
    else push_back(&deque, i);
    if (i % 5 == 4) sum = sum * 3 + pop_front(&deque), sum %= 1000003;
  }
  printf("%zu of %zu, front %d, middle %d, back %d, sum %ld\n", deque.count, deque.capacity, *at(&deque, 0),
         *at(&deque, deque.count / 2), *at(&deque, deque.count - 1), sum);
  free(deque.items);
  return 0;
}
