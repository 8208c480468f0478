// strtol and its kin: integers from text.

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>

// What was read: the number's magnitude, cut at ULONG_MAX.
struct number {
  unsigned long magnitude;
  bool is_negative;
  bool is_too_large;
};

// The value of a digit, or a number that is no digit in any base.
static int digit_value(char character) {
  int c = (unsigned char)character;
  if (isdigit(c)) return c - '0';
  if (isalpha(c)) return tolower(c) - 'a' + 10;
  return INT_MAX;
}

// Skips a prefix 0x where the base permits one and a hexadecimal digit follows; base 0 takes its base from
// the text.
static const char *skip_prefix(const char *p, int *base) {
  bool is_hexadecimal = p[0] == '0' && (p[1] == 'x' || p[1] == 'X') && digit_value(p[2]) < 16;
  if (is_hexadecimal && (*base == 0 || *base == 16)) {
    *base = 16;
    return p + 2;
  }
  if (*base == 0) *base = p[0] == '0' ? 8 : 10;
  return p;
}

// Blanks, a sign, a prefix, digits. `*end` is the place after them, or `text` if there are no digits.
static struct number read_number(const char *text, char **end, int base) {
  struct number number = {0, false, false};
  if (end != 0) *end = (char *)text;
  if (base < 0 || base == 1 || base > 36) {
    errno = EINVAL;
    return number;
  }
  const char *p = text;
  while (isspace((unsigned char)*p)) p++;
  if (*p == '-' || *p == '+') number.is_negative = *p++ == '-';
  p = skip_prefix(p, &base);
  const char *first_digit = p;
  for (; digit_value(*p) < base; p++) {
    unsigned long product;
    if (__builtin_mul_overflow(number.magnitude, (unsigned long)base, &product)
        || __builtin_add_overflow(product, (unsigned long)digit_value(*p), &number.magnitude))
      number.is_too_large = true;
  }
  if (end != 0 && p != first_digit) *end = (char *)p;
  return number;
}

long strtol(const char *restrict text, char **restrict end, int base) {
  struct number number = read_number(text, end, base);
  unsigned long limit = number.is_negative ? (unsigned long)LONG_MAX + 1 : LONG_MAX;
  if (number.is_too_large || number.magnitude > limit) {
    errno = ERANGE;
    return number.is_negative ? LONG_MIN : LONG_MAX;
  }
  return (long)(number.is_negative ? -number.magnitude : number.magnitude);
}

// A minus sign is permitted and negates, as the standard has it.
unsigned long strtoul(const char *restrict text, char **restrict end, int base) {
  struct number number = read_number(text, end, base);
  if (number.is_too_large) {
    errno = ERANGE;
    return ULONG_MAX;
  }
  return number.is_negative ? -number.magnitude : number.magnitude;
}

// A long long is a long here, and so is an intmax_t.
long long strtoll(const char *restrict text, char **restrict end, int base) {
  return strtol(text, end, base);
}
unsigned long long strtoull(const char *restrict text, char **restrict end, int base) {
  return strtoul(text, end, base);
}
intmax_t strtoimax(const char *text, char **end, int base) { return strtol(text, end, base); }
uintmax_t strtoumax(const char *text, char **end, int base) { return strtoul(text, end, base); }

int atoi(const char *text) { return (int)strtol(text, 0, 10); }
long atol(const char *text) { return strtol(text, 0, 10); }
long long atoll(const char *text) { return strtol(text, 0, 10); }
