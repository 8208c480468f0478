// qsort: the inputs that make a careless quicksort slow or deep, and a bound on its comparisons.
#include <stdio.h>
#include <stdlib.h>

enum { COUNT = 20000 };
static int numbers[COUNT];
static long comparisons;

static int compare(const void *a, const void *b) {
  comparisons++;
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

static int pattern(int kind, int i) {
  switch (kind) {
    case 0: return i;                             // sorted
    case 1: return COUNT - i;                     // reversed
    case 2: return 7;                             // all equal
    case 3: return i % 2;                         // two values
    case 4: return i < COUNT / 2 ? i : COUNT - i; // organ pipe
    case 5: return (int)((unsigned)i * 2654435761u >> 8);
    case 6: return i % 100;                       // saw teeth
    default: return i == COUNT - 1 ? -1 : i;      // one out of place
  }
}

int main(void) {
  for (int kind = 0; kind < 8; kind++) {
    long sum = 0, after = 0;
    for (int i = 0; i < COUNT; i++) sum += numbers[i] = pattern(kind, i);
    comparisons = 0;
    qsort(numbers, COUNT, sizeof *numbers, compare);
    int unordered = 0;
    for (int i = 0; i < COUNT; i++) {
      after += numbers[i];
      unordered += i > 0 && numbers[i - 1] > numbers[i];
    }
    printf("kind %d: %d out of order, sum %s, first %d, last %d, comparisons %s\n", kind, unordered,
           sum == after ? "kept" : "lost", numbers[0], numbers[COUNT - 1], comparisons < 1200000 ? "few" : "too many");
  }
  return 0;
}
