// Division: all sign combinations of all sizes, by constants (which compilers turn into products) and
// variables.
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define BY(n) a / n, a % n

int main(void) {
  static volatile int64_t values[] = {0, 1, -1, 7, -7, 100, -100, 12345678901, -12345678901, INT64_MAX, INT64_MIN + 1};
  enum { COUNT = sizeof values / sizeof *values };
  uint64_t sum = 0;
  for (int i = 0; i < COUNT; i++) {
    int64_t a = values[i];
    printf("%ld: %ld %ld %ld %ld %ld %ld %ld %ld %ld %ld\n", (long)a, BY(2), BY(3), BY(7), BY(10), BY(-5));
    uint64_t u = (uint64_t)a;
    printf("%lu %lu %lu %lu\n", u / 10, u % 10, u / 641, u % 1000000007);
    int32_t n = (int32_t)a;
    printf("%d %d %d %u %u\n", n / 9, n % 9, n / -1000, (uint32_t)n / 9, (uint32_t)n % 9);
    for (int j = 0; j < COUNT; j++) {
      int64_t b = values[j];
      if (b == 0) continue;
      sum = sum * 31 + (uint64_t)(a / b) * 3 + (uint64_t)(a % b) + u / (uint64_t)b + u % (uint64_t)b;
      int32_t m = (int32_t)b;
      if (m != 0 && !(n == INT32_MIN && m == -1)) sum += (uint64_t)(n / m) * 5 + (uint64_t)(n % m) + (uint32_t)n / (uint32_t)m;
    }
  }
  printf("%" PRIu64 "\n", sum);
  div_t d = div(-17, 5);
  ldiv_t l = ldiv(17, -5);
  lldiv_t ll = lldiv(-1000000000000, 7);
  imaxdiv_t im = imaxdiv(1000, 33);
  printf("%d %d %ld %ld %lld %lld %ld %ld\n", d.quot, d.rem, l.quot, l.rem, ll.quot, ll.rem, (long)im.quot, (long)im.rem);
  printf("%d %ld %lld %ld\n", abs(-5), labs(-5000000000), llabs(5), (long)imaxabs(-9));
  return 0;
}
