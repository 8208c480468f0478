// A merge sort whose halves are sorted by threads of their own, down to a depth of four.
#include "show.h"

#include <pthread.h>

enum { COUNT = 8000 };

struct part { int *values, *space, count, depth; };

static void *sort(void *argument) {
  struct part *part = argument;
  int half = part->count / 2;
  if (part->count < 2) return 0;
  struct part left = {part->values, part->space, half, part->depth - 1};
  struct part right = {part->values + half, part->space + half, part->count - half, part->depth - 1};
  if (part->depth > 0) {
    pthread_t thread;
    REQUIRE(pthread_create(&thread, 0, sort, &left) == 0);
    sort(&right);
    pthread_join(thread, 0);
  } else {
    sort(&left);
    sort(&right);
  }
  int i = 0, j = half, out = 0;
  while (i < half || j < part->count)
    part->space[out++] = j == part->count || (i < half && part->values[i] <= part->values[j]) ? part->values[i++]
                                                                                              : part->values[j++];
  memcpy(part->values, part->space, part->count * sizeof(int));
  return 0;
}

int main(void) {
  static int values[COUNT], space[COUNT];
  unsigned seed = 12345, sum = 0, after = 0, disordered = 0;
  for (int i = 0; i < COUNT; i++) sum += values[i] = (seed = seed * 1103515245 + 12345) >> 8 & 0xffff;
  struct part all = {values, space, COUNT, 4};
  sort(&all);
  for (int i = 0; i < COUNT; i++) {
    after += values[i];
    if (i > 0) disordered += values[i - 1] > values[i];
  }
  printf("sum %u, the same: %d, out of order: %u\n", sum, sum == after, disordered);
  printf("least %d, middle %d, greatest %d\n", values[0], values[COUNT / 2], values[COUNT - 1]);
}
