// realloc: a growing array keeps its contents; refusals leave everything as it was.
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  size_t capacity = 0, count = 0;
  int *numbers = 0;
  for (int i = 0; i < 100000; i++) {
    if (count == capacity) {
      capacity = capacity == 0 ? 1 : capacity * 3 / 2 + 1;
      numbers = realloc(numbers, capacity * sizeof *numbers);
    }
    numbers[count++] = i * i;
  }
  unsigned sum = 0;
  for (size_t i = 0; i < count; i++) sum += (unsigned)numbers[i];
  printf("%zu %zu %u\n", count, capacity, sum);
  for (size_t keep = count; keep > 0; keep /= 3) {
    numbers = realloc(numbers, keep * sizeof *numbers);
    printf("%zu: %d\n", keep, numbers[keep - 1]);
  }
  errno = 0;
  volatile size_t huge = PTRDIFF_MAX;
  void *volatile none = realloc(numbers, huge);
  printf("%s %d %d\n", none == 0 ? "refused" : "given", errno == ENOMEM, numbers[0]);
  free(numbers);
  errno = 0;
  none = calloc(huge, 16);
  printf("%s %d\n", none == 0 ? "refused" : "given", errno == ENOMEM);
  free(0);
  char *text = strcpy(malloc(6), "hello");
  text = realloc(text, 300000);
  text = realloc(text, 6);
  puts(text);
  free(text);
  return 0;
}
