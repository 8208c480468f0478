// Division of 128-bit integers, for which the machine has no instruction: the functions that compilers call
// for it.
//
// As on paper, in base 2: the divisor is moved left until it is as long as the dividend, and then subtracted
// where it fits while it moves back. (All other 128-bit arithmetic is a few instructions, which compilers
// write themselves.)

#include <stdint.h>

typedef unsigned __int128 u128;
typedef __int128 s128;

// How many zeros stand before the highest bit; for a value that is not 0.
static int leading_zeros(u128 value) {
  uint64_t high = (uint64_t)(value >> 64);
  return high != 0 ? __builtin_clzll(high) : 64 + __builtin_clzll((uint64_t)value);
}

// The quotient, and the remainder through the pointer. Division by zero gives, as the machine's own
// instructions do, all ones and the dividend.
static u128 divide(u128 dividend, u128 divisor, u128 *remainder) {
  *remainder = dividend;
  if (divisor == 0) return ~(u128)0;
  if (divisor > dividend) return 0;
  int shift = leading_zeros(divisor) - leading_zeros(dividend);
  u128 quotient = 0;
  for (divisor <<= shift; shift >= 0; shift--, divisor >>= 1) {
    quotient <<= 1;
    if (*remainder >= divisor) {
      *remainder -= divisor;
      quotient |= 1;
    }
  }
  return quotient;
}

static u128 magnitude(s128 value) { return value < 0 ? -(u128)value : (u128)value; }

u128 __udivti3(u128 dividend, u128 divisor) {
  u128 remainder;
  return divide(dividend, divisor, &remainder);
}

u128 __umodti3(u128 dividend, u128 divisor) {
  u128 remainder;
  divide(dividend, divisor, &remainder);
  return remainder;
}

// C rounds towards zero: the quotient is negative if the signs differ, and the remainder has the dividend's
// sign.
s128 __divti3(s128 dividend, s128 divisor) {
  u128 quotient = __udivti3(magnitude(dividend), magnitude(divisor));
  return (s128)((dividend < 0) != (divisor < 0) ? -quotient : quotient);
}

s128 __modti3(s128 dividend, s128 divisor) {
  u128 remainder = __umodti3(magnitude(dividend), magnitude(divisor));
  return (s128)(dividend < 0 ? -remainder : remainder);
}
