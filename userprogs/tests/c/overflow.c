// Overflow: the builtins that report it, wrapping of unsigned types, conversions that cut, shifts by
// variables.
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

static void ints(int a, int b) {
  int s, d, p;
  int so = __builtin_add_overflow(a, b, &s), d_o = __builtin_sub_overflow(a, b, &d), po = __builtin_mul_overflow(a, b, &p);
  printf("%d %d: %d/%d %d/%d %d/%d\n", a, b, s, so, d, d_o, p, po);
}

static void longs(long a, long b) {
  long s, d, p;
  int so = __builtin_add_overflow(a, b, &s), d_o = __builtin_sub_overflow(a, b, &d), po = __builtin_mul_overflow(a, b, &p);
  printf("%ld %ld: %ld/%d %ld/%d %ld/%d\n", a, b, s, so, d, d_o, p, po);
}

static void naturals(unsigned long a, unsigned long b) {
  unsigned long s, d, p;
  int so = __builtin_add_overflow(a, b, &s), d_o = __builtin_sub_overflow(a, b, &d), po = __builtin_mul_overflow(a, b, &p);
  printf("%lu %lu: %lu/%d %lu/%d %lu/%d\n", a, b, s, so, d, d_o, p, po);
}

int main(void) {
  static volatile int small[] = {0, 1, -1, 46341, INT_MAX, INT_MIN};
  static volatile long large[] = {0, 1, -1, 3037000500, LONG_MAX, LONG_MIN};
  for (int i = 0; i < 6; i++)
    for (int j = 0; j < 6; j++) {
      ints(small[i], small[j]);
      longs(large[i], large[j]);
      naturals((unsigned long)large[i], (unsigned long)large[j]);
    }
  int8_t narrow;
  for (int i = -300; i <= 300; i += 75) {
    int cut = __builtin_add_overflow(i, 1, &narrow);
    printf("%d: %d %d %u %d %u\n", i, narrow, cut, (uint8_t)i, (int16_t)(i * 1000), (uint16_t)(i * 1000));
  }
  volatile unsigned one = 1;
  for (unsigned shift = 0; shift < 32; shift += 5)
    printf("%x %d %x %lx %ld\n", one << shift, INT_MIN >> shift, UINT_MAX >> shift, ~0ul << (shift * 2), LONG_MIN >> (shift * 2));
  uint8_t byte = 250;
  for (int i = 0; i < 4; i++) printf("%u ", byte += 3);
  printf("%lu\n", (unsigned long)(uint32_t)-1 + (uint8_t)-1);
  return 0;
}
