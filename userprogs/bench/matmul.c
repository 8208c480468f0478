// Benchmark kernel: the product of two 256 x 256 matrices of integers, as the definition has it.
//
// With KERNEL_ONLY defined there is no main and no library: only kernel, for hosts that call it themselves.
#include <stdint.h>

enum { N = 256 };

static int32_t a[N][N], b[N][N], c[N][N];

static void fill(uint32_t seed) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      seed = seed * 1664525 + 1013904223;
      a[i][j] = (int32_t)(seed >> 24);
      b[i][j] = (int32_t)(seed >> 16 & 255);
    }
}

static void multiply(void) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      int32_t sum = 0;
      for (int k = 0; k < N; k++) sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
}

uint64_t kernel(uint64_t repeats) {
  uint64_t sum = 0;
  for (uint64_t r = 0; r < repeats; r++) {
    fill((uint32_t)r);
    multiply();
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++) sum = sum * 31 + (uint64_t)c[i][j];
  }
  return sum;
}

#ifndef KERNEL_ONLY
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  uint64_t repeats = argc > 1 ? strtoul(argv[1], 0, 10) : 3;
  printf("%016llx\n", (unsigned long long)kernel(repeats));
  return 0;
}
#endif
