// Arithmetic.
#include "lisp.h"

#include <stdlib.h>

#define PROCEDURE(name) static value name(value *v, int count)
#define IGNORE_COUNT (void)count

int64_t take_integer(value v) {
  if (!is_integer(v)) wrong_type("a small integer", v);
  return to_integer(v);
}

// A number from 0 on that is less than the limit.
size_t take_index(value v, size_t limit) {
  if (!is_integer(v) || to_integer(v) < 0 || (size_t)to_integer(v) >= limit) fail("index out of range", 1, v);
  return (size_t)to_integer(v);
}

static value take_number(value v) {
  if (!is_number(v)) wrong_type("a number", v);
  return v;
}

PROCEDURE(run_add) {
  value sum = from_integer(0);
  for (int i = 0; i < count; i++) sum = add(sum, v[i]);
  return sum;
}

PROCEDURE(run_multiply) {
  value product = from_integer(1);
  for (int i = 0; i < count; i++) product = multiply(product, v[i]);
  return product;
}

PROCEDURE(run_subtract) {
  if (count == 1) return subtract(from_integer(0), v[0]);
  value difference = v[0];
  for (int i = 1; i < count; i++) difference = subtract(difference, v[i]);
  return difference;
}

PROCEDURE(run_quotient) {
  IGNORE_COUNT;
  value quotient, remainder;
  divide(v[0], v[1], &quotient, &remainder);
  return quotient;
}

PROCEDURE(run_remainder) {
  IGNORE_COUNT;
  value quotient, remainder;
  divide(v[0], v[1], &quotient, &remainder);
  return remainder;
}

// The remainder with the divisor's sign.
PROCEDURE(run_modulo) {
  value remainder = run_remainder(v, count);
  return sign(remainder) * sign(v[1]) < 0 ? add(remainder, v[1]) : remainder;
}

// Without fractions, only what can be divided without a remainder is divided.
PROCEDURE(run_divide) {
  value result = v[0];
  for (int i = 1; i < count; i++) {
    value remainder;
    divide(result, v[i], &result, &remainder);
    if (remainder != from_integer(0)) fail("the quotient is not an integer", 2, v[0], v[i]);
  }
  return result;
}

// Whether each pair of neighbours is in that order: bit 0 for less, 1 for equal, 2 for greater.
static value is_ordered(value *v, int count, int wanted) {
  for (int i = 0; i < count; i++) take_number(v[i]);
  for (int i = 0; i + 1 < count; i++)
    if ((wanted & 1 << (compare(v[i], v[i + 1]) + 1)) == 0) return FALSE;
  return TRUE;
}

PROCEDURE(run_less) { return is_ordered(v, count, 1); }
PROCEDURE(run_equal) { return is_ordered(v, count, 2); }
PROCEDURE(run_at_most) { return is_ordered(v, count, 3); }
PROCEDURE(run_greater) { return is_ordered(v, count, 4); }
PROCEDURE(run_at_least) { return is_ordered(v, count, 6); }
PROCEDURE(run_is_number) { return IGNORE_COUNT, from_boolean(is_number(v[0])); }
PROCEDURE(run_is_zero) { return IGNORE_COUNT, from_boolean(sign(v[0]) == 0); }
PROCEDURE(run_is_positive) { return IGNORE_COUNT, from_boolean(sign(v[0]) > 0); }
PROCEDURE(run_is_negative) { return IGNORE_COUNT, from_boolean(sign(v[0]) < 0); }

static bool is_odd(value v) {
  if (is_integer(v)) return to_integer(v) & 1;
  take_number(v);
  return AS(bignum, v)->digits[0] & 1;
}

PROCEDURE(run_is_odd) { return IGNORE_COUNT, from_boolean(is_odd(v[0])); }
PROCEDURE(run_is_even) { return IGNORE_COUNT, from_boolean(!is_odd(v[0])); }
PROCEDURE(run_abs) { return IGNORE_COUNT, sign(v[0]) < 0 ? subtract(from_integer(0), v[0]) : v[0]; }

PROCEDURE(run_max) {
  value most = take_number(v[0]);
  for (int i = 1; i < count; i++) most = compare(v[i], most) > 0 ? v[i] : most;
  return most;
}

PROCEDURE(run_min) {
  value least = take_number(v[0]);
  for (int i = 1; i < count; i++) least = compare(v[i], least) < 0 ? v[i] : least;
  return least;
}

// Euclid's algorithm.
PROCEDURE(run_gcd) {
  value result = from_integer(0);
  for (int i = 0; i < count; i++) {
    value other = take_number(v[i]);
    while (sign(other) != 0) {
      value quotient, remainder;
      divide(result, other, &quotient, &remainder);
      result = other;
      other = remainder;
    }
  }
  return run_abs(&result, 1);
}

PROCEDURE(run_expt) {
  IGNORE_COUNT;
  value result = from_integer(1), base = take_number(v[0]);
  int64_t power = take_integer(v[1]);
  if (power < 0) fail("a power below 0 is not an integer", 2, v[0], v[1]);
  for (; power > 0; power >>= 1) {
    if (power & 1) result = multiply(result, base);
    if (power > 1) base = multiply(base, base);
  }
  return result;
}

static int take_base(value *v, int count) {
  int64_t base = count > 1 ? take_integer(v[1]) : 10;
  if (base < 2 || base > 36) fail("a base must be from 2 to 36", 1, v[1]);
  return (int)base;
}

PROCEDURE(run_number_to_string) {
  char *text = number_to_text(take_number(v[0]), take_base(v, count));
  value string = string_from(text);
  free(text);
  return string;
}

PROCEDURE(run_string_to_number) {
  take_string(v[0]);
  char *text = to_utf8(v[0], 0);
  value number = number_from_text(text, take_base(v, count));
  free(text);
  return number;
}

// The same sequence on every machine: a linear congruential generator, Knuth's.
PROCEDURE(run_random) {
  IGNORE_COUNT;
  static uint64_t state = 1;
  int64_t limit = take_integer(v[0]);
  if (limit <= 0) fail("random needs a number above 0", 1, v[0]);
  state = state * 6364136223846793005u + 1442695040888963407u;
  return from_integer((int64_t)((state >> 33) % (uint64_t)limit));
}

#define BITS(name, operation) \
  PROCEDURE(name) { \
    IGNORE_COUNT; \
    return from_integer(take_integer(v[0]) operation take_integer(v[1])); \
  }
BITS(run_and, &)
BITS(run_or, |)
BITS(run_xor, ^)

PROCEDURE(run_shift) {
  value power[] = {from_integer(2), 0};
  int64_t shift = take_integer(v[1]);
  power[1] = from_integer(llabs(shift));
  value factor = run_expt(power, 2), quotient, remainder;
  if (shift >= 0) return multiply(v[0], factor);
  divide(v[0], factor, &quotient, &remainder);
  (void)count;
  return sign(remainder) < 0 ? subtract(quotient, from_integer(1)) : quotient;
}

const struct definition number_library[] = {
  {"+", run_add, 0, -1}, {"*", run_multiply, 0, -1}, {"-", run_subtract, 1, -1}, {"/", run_divide, 2, -1},
  {"quotient", run_quotient, 2, 2}, {"remainder", run_remainder, 2, 2}, {"modulo", run_modulo, 2, 2},
  {"<", run_less, 1, -1}, {"=", run_equal, 1, -1}, {"<=", run_at_most, 1, -1}, {">", run_greater, 1, -1},
  {">=", run_at_least, 1, -1}, {"number?", run_is_number, 1, 1}, {"integer?", run_is_number, 1, 1},
  {"zero?", run_is_zero, 1, 1}, {"positive?", run_is_positive, 1, 1}, {"negative?", run_is_negative, 1, 1},
  {"odd?", run_is_odd, 1, 1}, {"even?", run_is_even, 1, 1}, {"abs", run_abs, 1, 1}, {"max", run_max, 1, -1},
  {"min", run_min, 1, -1}, {"gcd", run_gcd, 0, -1}, {"expt", run_expt, 2, 2},
  {"number->string", run_number_to_string, 1, 2}, {"string->number", run_string_to_number, 1, 2},
  {"random", run_random, 1, 1}, {"bitwise-and", run_and, 2, 2}, {"bitwise-or", run_or, 2, 2},
  {"bitwise-xor", run_xor, 2, 2}, {"arithmetic-shift", run_shift, 2, 2}, {0, 0, 0, 0},
};
