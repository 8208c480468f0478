// Arithmetic on digits in base 2^32, by hand as at school: Knuth, The Art of Computer Programming, 4.3.1.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>

static natural take_natural(size_t length) {
  natural n = {take_memory(0, (length + 1) * sizeof(uint32_t)), length};
  memset(n.digits, 0, (length + 1) * sizeof(uint32_t));
  return n;
}

static natural trimmed(natural n) {
  while (n.length > 0 && n.digits[n.length - 1] == 0) n.length--;
  return n;
}

int natural_compare(natural a, natural b) {
  if (a.length != b.length) return a.length < b.length ? -1 : 1;
  for (size_t i = a.length; i-- > 0;)
    if (a.digits[i] != b.digits[i]) return a.digits[i] < b.digits[i] ? -1 : 1;
  return 0;
}

natural natural_add(natural a, natural b) {
  if (a.length < b.length) return natural_add(b, a);
  natural sum = take_natural(a.length + 1);
  uint64_t carry = 0;
  for (size_t i = 0; i < a.length; i++) {
    carry += (uint64_t)a.digits[i] + (i < b.length ? b.digits[i] : 0);
    sum.digits[i] = (uint32_t)carry;
    carry >>= 32;
  }
  sum.digits[a.length] = (uint32_t)carry;
  return trimmed(sum);
}

// a must not be less than b.
natural natural_subtract(natural a, natural b) {
  natural difference = take_natural(a.length);
  int64_t borrow = 0;
  for (size_t i = 0; i < a.length; i++) {
    borrow += (int64_t)a.digits[i] - (i < b.length ? b.digits[i] : 0);
    difference.digits[i] = (uint32_t)borrow;
    borrow >>= 32;
  }
  return trimmed(difference);
}

natural natural_multiply(natural a, natural b) {
  natural product = take_natural(a.length + b.length);
  for (size_t i = 0; i < a.length; i++) {
    uint64_t carry = 0;
    for (size_t j = 0; j < b.length; j++) {
      carry += (uint64_t)a.digits[i] * b.digits[j] + product.digits[i + j];
      product.digits[i + j] = (uint32_t)carry;
      carry >>= 32;
    }
    product.digits[i + b.length] = (uint32_t)carry;
  }
  return trimmed(product);
}

// Divides in place; the remainder.
uint32_t natural_divide_small(natural *a, uint32_t divisor) {
  uint64_t remainder = 0;
  for (size_t i = a->length; i-- > 0;) {
    remainder = remainder << 32 | a->digits[i];
    a->digits[i] = (uint32_t)(remainder / divisor);
    remainder %= divisor;
  }
  *a = trimmed(*a);
  return (uint32_t)remainder;
}

// A copy, `shift` bits to the left, with one digit more.
static natural shifted(natural n, int shift) {
  natural result = take_natural(n.length + 1);
  for (size_t i = 0; i < n.length; i++) {
    uint64_t both = (uint64_t)n.digits[i] << shift;
    result.digits[i] |= (uint32_t)both;
    result.digits[i + 1] = (uint32_t)(both >> 32);
  }
  return result;
}

static void shift_right(natural n, int shift) {
  for (size_t i = 0; i < n.length; i++) {
    uint64_t both = (uint64_t)(i + 1 < n.length ? n.digits[i + 1] : 0) << 32 | n.digits[i];
    n.digits[i] = (uint32_t)(both >> shift);
  }
}

// An estimate of one digit of the quotient, at most one too large.
static uint64_t estimate(const uint32_t *top, uint64_t highest, uint64_t second) {
  uint64_t both = (uint64_t)top[0] << 32 | top[-1];
  uint64_t digit = both / highest, rest = both % highest;
  while (digit > UINT32_MAX || digit * second > (rest << 32 | top[-2])) {
    digit--;
    rest += highest;
    if (rest > UINT32_MAX) break;
  }
  return digit;
}

// Takes `digit` times the divisor away from `part`; true if that was once too often.
static bool take_away(uint32_t *part, natural divisor, uint64_t digit) {
  uint64_t carry = 0;
  int64_t borrow = 0;
  for (size_t j = 0; j <= divisor.length; j++) {
    if (j < divisor.length) carry += digit * divisor.digits[j];
    borrow += (int64_t)part[j] - (uint32_t)carry;
    part[j] = (uint32_t)borrow;
    borrow >>= 32;
    carry >>= 32;
  }
  return borrow < 0;
}

static void give_back(uint32_t *part, natural divisor) {
  uint64_t carry = 0;
  for (size_t j = 0; j <= divisor.length; j++) {
    carry += (uint64_t)part[j] + (j < divisor.length ? divisor.digits[j] : 0);
    part[j] = (uint32_t)carry;
    carry >>= 32;
  }
}

// Algorithm D. The divisor has at least two digits, and no more than the dividend.
static natural divide_long(natural a, natural b, natural *remainder) {
  int shift = __builtin_clz(b.digits[b.length - 1]);
  natural dividend = shifted(a, shift), divisor = shifted(b, shift);
  divisor.length = b.length;
  natural quotient = take_natural(a.length - b.length + 1);
  for (size_t i = quotient.length; i-- > 0;) {
    uint32_t *part = dividend.digits + i, *top = part + b.length;
    uint64_t digit = estimate(top, divisor.digits[b.length - 1], divisor.digits[b.length - 2]);
    if (take_away(part, divisor, digit)) {
      digit--;
      give_back(part, divisor);
    }
    quotient.digits[i] = (uint32_t)digit;
  }
  shift_right(dividend, shift);
  dividend.length = b.length;
  free(divisor.digits);
  *remainder = trimmed(dividend);
  return trimmed(quotient);
}

natural natural_divide(natural a, natural b, natural *remainder) {
  if (natural_compare(a, b) >= 0 && b.length >= 2) return divide_long(a, b, remainder);
  natural copy = take_natural(a.length);
  memcpy(copy.digits, a.digits, a.length * sizeof *a.digits);
  if (b.length >= 2) {
    *remainder = copy;
    return take_natural(0);
  }
  *remainder = take_natural(1);
  remainder->digits[0] = natural_divide_small(&copy, b.digits[0]);
  *remainder = trimmed(*remainder);
  return copy;
}
