// 128-bit integers: all operators, signed and unsigned, and division with every pattern of sizes.
#include <stdint.h>
#include <stdio.h>

typedef unsigned __int128 u128;
typedef __int128 s128;

static void print_hex(u128 v) { printf("%016lx%016lx\n", (unsigned long)(v >> 64), (unsigned long)v); }

static void print_decimal(s128 value) {
  char digits[48];
  int i = sizeof digits;
  u128 v = value < 0 ? -(u128)value : (u128)value;
  digits[--i] = 0;
  do digits[--i] = (char)('0' + (int)(v % 10));
  while ((v /= 10) != 0);
  if (value < 0) digits[--i] = '-';
  puts(digits + i);
}

int main(void) {
  static const uint64_t parts[] = {0, 1, 7, 0xffffffff, 0x100000000, 0x7fffffffffffffff, 0x8000000000000000, ~0ull,
                                   0x123456789abcdef0};
  enum { COUNT = sizeof parts / sizeof *parts };
  u128 values[COUNT * COUNT];
  for (int i = 0; i < COUNT; i++)
    for (int j = 0; j < COUNT; j++) values[i * COUNT + j] = (u128)parts[i] << 64 | parts[j];
  u128 sum = 0;
  for (int i = 0; i < COUNT * COUNT; i++)
    for (int j = 0; j < COUNT * COUNT; j++) {
      volatile u128 va = values[i], vb = values[j];
      u128 a = va, b = vb;
      sum = sum * 31 + (a + b) + (a - b) * 3 + a * b + (a & b) + (a ^ b) * 5 + (a << (b & 127)) + (a >> (b & 127));
      sum += (u128)((s128)a >> (b & 127)) * 7 + (u128)(a < b) + (u128)((s128)a < (s128)b) * 2;
      if (b != 0) {
        u128 q = a / b, r = a % b;
        sum = sum * 3 + q * 5 + r;
        if (q * b + r != a || r >= b) printf("wrong division\n");
        if (!((s128)b == -1 && a == (u128)1 << 127)) {
          s128 sq = (s128)a / (s128)b, sr = (s128)a % (s128)b;
          sum += (u128)sq * 11 + (u128)sr;
        }
      }
    }
  print_hex(sum);
  s128 factorial = 1;
  for (int i = 1; i <= 33; i++) print_decimal(factorial *= i);
  print_decimal(-factorial);
  print_decimal((s128)1 << 127);
  print_decimal(-(s128)12345678901234567890ull * 1000000007);
  s128 product;
  volatile s128 big = (s128)1 << 100;
  printf("%d %d\n", __builtin_mul_overflow(big, big, &product), __builtin_mul_overflow(big, (s128)1000, &product));
  printf("%d\n", __builtin_add_overflow(((s128)1 << 126) * 1 + big, (s128)1 << 126, &product));
  return 0;
}
