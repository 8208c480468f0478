// qsort: introsort. Quicksort, which is fast; heapsort where quicksort meets its worst case; insertion sort
// for the few elements that are left. Never more than about 2 n log n comparisons and log n stack frames.

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FEW 12

typedef int comparison(const void *, const void *, void *);

// What all the steps need to know about the array.
struct order {
  size_t size;
  comparison *compare;
  void *context;
};

static bool is_less(const struct order *order, const char *a, const char *b) {
  return order->compare(a, b, order->context) < 0;
}

static void swap(const struct order *order, char *a, char *b) {
  if (a == b) return;
  size_t size = order->size;
  if (((uintptr_t)a | (uintptr_t)b | size) % sizeof(uint64_t) == 0) {
    typedef uint64_t __attribute__((may_alias)) word;
    for (word *x = (word *)a, *y = (word *)b; size > 0; size -= sizeof(word), x++, y++) {
      word kept = *x;
      *x = *y;
      *y = kept;
    }
    return;
  }
  for (; size > 0; size--, a++, b++) {
    char kept = *a;
    *a = *b;
    *b = kept;
  }
}

static void insertion_sort(const struct order *order, char *base, size_t count) {
  for (size_t i = 1; i < count; i++)
    for (char *p = base + i * order->size; p > base && is_less(order, p, p - order->size); p -= order->size)
      swap(order, p, p - order->size);
}

// Lets element `root` sink until neither of its children, 2i+1 and 2i+2, is greater.
static void sink(const struct order *order, char *base, size_t root, size_t count) {
  for (;;) {
    size_t child = 2 * root + 1;
    if (child >= count) return;
    char *larger = base + child * order->size;
    if (child + 1 < count && is_less(order, larger, larger + order->size)) {
      child++;
      larger += order->size;
    }
    char *parent = base + root * order->size;
    if (!is_less(order, parent, larger)) return;
    swap(order, parent, larger);
    root = child;
  }
}

static void heap_sort(const struct order *order, char *base, size_t count) {
  for (size_t root = count / 2; root-- > 0;) sink(order, base, root, count);
  for (size_t last = count; last-- > 1;) {
    swap(order, base, base + last * order->size);
    sink(order, base, 0, last);
  }
}

// Puts the median of the first, the middle and the last element first.
static void choose_pivot(const struct order *order, char *first, char *middle, char *last) {
  if (is_less(order, middle, first)) swap(order, middle, first);
  if (is_less(order, last, middle)) swap(order, last, middle);
  if (is_less(order, middle, first)) swap(order, middle, first);
  swap(order, first, middle);
}

// Splits by the first element, the pivot: returns its new place, with nothing greater before it and nothing
// less after.
static char *partition(const struct order *order, char *base, size_t count) {
  char *last = base + (count - 1) * order->size;
  choose_pivot(order, base, base + count / 2 * order->size, last);
  char *low = base, *high = last + order->size;
  for (;;) {
    do low += order->size;
    while (low < last && is_less(order, low, base));
    do high -= order->size;
    while (high > base && is_less(order, base, high));
    if (low >= high) break;
    swap(order, low, high);
  }
  swap(order, base, high);
  return high;
}

static void intro_sort(const struct order *order, char *base, size_t count, unsigned depth) {
  while (count > FEW) {
    if (depth-- == 0) {
      heap_sort(order, base, count);
      return;
    }
    char *pivot = partition(order, base, count);
    size_t before = (size_t)(pivot - base) / order->size, after = count - before - 1;
    // Recursion into the smaller part only bounds the stack.
    if (before < after) {
      intro_sort(order, base, before, depth);
      base = pivot + order->size;
      count = after;
    } else {
      intro_sort(order, pivot + order->size, after, depth);
      count = before;
    }
  }
  insertion_sort(order, base, count);
}

void qsort_r(void *base, size_t count, size_t size, comparison *compare, void *context) {
  if (size == 0) return;
  struct order order = {size, compare, context};
  unsigned depth = 0;
  for (size_t n = count; n > 1; n /= 2) depth += 2;
  intro_sort(&order, base, count, depth);
}

// qsort's comparison does not take a context: it is the context.
static int call_plain(const void *a, const void *b, void *context) {
  return (*(int (**)(const void *, const void *))context)(a, b);
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *)) {
  qsort_r(base, count, size, call_plain, &compare);
}
