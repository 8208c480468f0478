// Collatz, sieve, factors, powers modulo, Miller-Rabin, perfect numbers, roman numerals, square roots.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int collatz(uint64_t n) {
  int steps = 0;
  for (; n != 1; steps++) n = n % 2 ? 3 * n + 1 : n / 2;
  return steps;
}

static uint64_t power(uint64_t base, uint64_t exponent, uint64_t modulus) {
  uint64_t result = 1;
  for (base %= modulus; exponent > 0; exponent /= 2) {
    if (exponent & 1) result = (uint64_t)((unsigned __int128)result * base % modulus);
    base = (uint64_t)((unsigned __int128)base * base % modulus);
  }
  return result;
}

static int is_prime(uint64_t n) {
  static const uint64_t witnesses[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  for (int i = 0; i < 12; i++)
    if (n % witnesses[i] == 0) return n == witnesses[i];
  if (n < 2) return 0;
  uint64_t odd = n - 1;
  int twos = 0;
  for (; odd % 2 == 0; odd /= 2) twos++;
  for (int i = 0; i < 12; i++) {
    uint64_t x = power(witnesses[i], odd, n);
    int composite = x != 1 && x != n - 1;
    for (int j = 1; j < twos && composite; j++) composite = (x = power(x, 2, n)) != n - 1;
    if (composite) return 0;
  }
  return 1;
}

static void factor(uint64_t n) {
  printf("%lu =", (unsigned long)n);
  for (uint64_t p = 2; p * p <= n; p++)
    for (; n % p == 0; n /= p) printf(" %lu", (unsigned long)p);
  if (n > 1) printf(" %lu", (unsigned long)n);
  printf("\n");
}

static uint64_t root(uint64_t n) {
  uint64_t r = 0;
  for (uint64_t bit = 1ull << 62; bit != 0; bit >>= 2) {
    uint64_t trial = r + bit;
    r >>= 1;
    if (n >= trial) {
      n -= trial;
      r += bit;
    }
  }
  return r;
}

static void roman(int n) {
  static const struct { int value; const char *text; } parts[] = {
    {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"},
    {5, "V"}, {4, "IV"}, {1, "I"}};
  for (int i = 0; i < 13; i++)
    for (; n >= parts[i].value; n -= parts[i].value) fputs(parts[i].text, stdout);
  putchar(' ');
}

int main(void) {
  int longest = 0, start = 0;
  for (int n = 1; n < 30000; n++)
    if (collatz((uint64_t)n) > longest) longest = collatz((uint64_t)(start = n));
  printf("%d takes %d steps\n", start, longest);
  static char composite[100000];
  int primes = 0;
  for (int i = 2; i < 100000; i++) {
    primes += !composite[i];
    if (!composite[i])
      for (int j = 2 * i; j < 100000; j += i) composite[j] = 1;
  }
  printf("%d primes\n", primes);
  for (uint64_t n = 0; n < 3000; n++)
    if (n > 1 && is_prime(n) == composite[n]) printf("%lu?\n", (unsigned long)n);
  printf("%d %d %d\n", is_prime(18446744073709551557ull), is_prime(18446744073709551556ull), is_prime(3215031751ull));
  factor(720720);
  factor(600851475143ull);
  factor(1ull << 40);
  for (int n = 2; n < 9000; n++) {
    int sum = 1;
    for (int d = 2; d * d <= n; d++)
      if (n % d == 0) sum += d + (d * d != n ? n / d : 0);
    if (sum == n) printf("%d is perfect\n", n);
  }
  printf("%lu %lu %lu\n", (unsigned long)root(2), (unsigned long)root(1000000), (unsigned long)root(~0ull));
  roman(1999);
  roman(2024);
  roman(3888);
  printf("\n");
  return 0;
}
