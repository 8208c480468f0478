// Benchmark kernel: a loop of integer arithmetic that touches no memory.
//
// With KERNEL_ONLY defined there is no main and no library: only kernel, for hosts that call it themselves.
#include <stdint.h>

// A step of a pseudo-random generator, and a branch that depends on it, a million times for each repeat.
uint64_t kernel(uint64_t repeats) {
  uint64_t x = 88172645463325252u, sum = 0;
  for (uint64_t i = 0; i < repeats * 1000000; i++) {
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    if (x & 1) sum += x >> 32;
    else sum = sum * 31 + i;
  }
  return sum;
}

#ifndef KERNEL_ONLY
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  uint64_t repeats = argc > 1 ? strtoul(argv[1], 0, 10) : 25;
  printf("%016llx\n", (unsigned long long)kernel(repeats));
  return 0;
}
#endif
