// Numbers of any length: factorials, powers, Fibonacci numbers, in base 1,000,000,000.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LIMBS = 120, BASE = 1000000000 };
struct big {
  int length;
  uint32_t limbs[LIMBS];
};

static struct big from(uint32_t value) { return (struct big){1, {value}}; }

static void multiply(struct big *n, uint32_t by) {
  uint64_t carry = 0;
  for (int i = 0; i < n->length; i++) {
    carry += (uint64_t)n->limbs[i] * by;
    n->limbs[i] = (uint32_t)(carry % BASE);
    carry /= BASE;
  }
  if (carry != 0) n->limbs[n->length++] = (uint32_t)carry;
}

static void add(struct big *n, const struct big *other) {
  uint32_t carry = 0;
  int length = n->length > other->length ? n->length : other->length;
  for (int i = 0; i < length || carry != 0; i++) {
    uint32_t sum = (i < n->length ? n->limbs[i] : 0) + (i < other->length ? other->limbs[i] : 0) + carry;
    n->limbs[i] = sum % BASE;
    carry = sum / BASE;
    if (i >= n->length) n->length = i + 1;
  }
}

static uint32_t divide(struct big *n, uint32_t by) {
  uint64_t rest = 0;
  for (int i = n->length; i-- > 0;) {
    rest = rest * BASE + n->limbs[i];
    n->limbs[i] = (uint32_t)(rest / by);
    rest %= by;
  }
  while (n->length > 1 && n->limbs[n->length - 1] == 0) n->length--;
  return (uint32_t)rest;
}

static void show(const struct big *n) {
  printf("%u", n->limbs[n->length - 1]);
  for (int i = n->length - 1; i-- > 0;) printf("%09u", n->limbs[i]);
  printf("\n");
}

int main(void) {
  struct big factorial = from(1);
  for (uint32_t i = 1; i <= 300; i++) {
    multiply(&factorial, i);
    if (i % 60 == 0) show(&factorial);
  }
  int zeros = 0;
  struct big copy = factorial;
  while (divide(&copy, 10) == 0) zeros++;
  printf("%d zeros at the end of 300!\n", zeros);
  struct big power = from(1);
  for (int i = 0; i < 512; i++) multiply(&power, 2);
  show(&power);
  struct big a = from(0), b = from(1);
  for (int i = 0; i < 500; i++) {
    struct big next = b;
    add(&next, &a);
    a = b;
    b = next;
  }
  show(&a);
  printf("%u\n", divide(&a, 97));
  show(&a);
  return 0;
}
