// Benchmark kernel: a sieve of 4 MiB, then heap sort of 4 MiB of numbers.
//
// With KERNEL_ONLY defined there is no main and no library: only kernel, for hosts that call it themselves.
#include <stdint.h>

enum { FLAGS = 4 << 20, NUMBERS = 1 << 20 };

static unsigned char composite[FLAGS];
static uint32_t numbers[NUMBERS];

static uint64_t sieve(void) {
  uint64_t primes = 0;
  for (uint32_t i = 0; i < FLAGS; i++) composite[i] = 0;
  for (uint32_t i = 2; i < FLAGS; i++) {
    if (composite[i]) continue;
    primes++;
    if (i < 2048)
      for (uint32_t multiple = i * i; multiple < FLAGS; multiple += i) composite[multiple] = 1;
  }
  return primes;
}

static void sink(uint32_t root, uint32_t count) {
  uint32_t value = numbers[root];
  for (uint32_t child; (child = 2 * root + 1) < count; root = child) {
    if (child + 1 < count && numbers[child] < numbers[child + 1]) child++;
    if (value >= numbers[child]) break;
    numbers[root] = numbers[child];
  }
  numbers[root] = value;
}

static uint64_t heap_sort(uint32_t seed) {
  for (uint32_t i = 0; i < NUMBERS; i++) numbers[i] = seed = seed * 1664525 + 1013904223;
  for (uint32_t root = NUMBERS / 2; root-- > 0;) sink(root, NUMBERS);
  for (uint32_t last = NUMBERS; last-- > 1;) {
    uint32_t greatest = numbers[0];
    numbers[0] = numbers[last];
    numbers[last] = greatest;
    sink(0, last);
  }
  uint64_t sum = 0;
  for (uint32_t i = 0; i < NUMBERS; i++) sum = sum * 31 + numbers[i];
  return sum;
}

uint64_t kernel(uint64_t repeats) {
  uint64_t sum = 0;
  for (uint64_t i = 0; i < repeats; i++) sum = sum * 31 + sieve() + heap_sort((uint32_t)i);
  return sum;
}

#ifndef KERNEL_ONLY
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  uint64_t repeats = argc > 1 ? strtoul(argv[1], 0, 10) : 1;
  printf("%016llx\n", (unsigned long long)kernel(repeats));
  return 0;
}
#endif
