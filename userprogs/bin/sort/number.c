// Numbers in texts, of any length: their digits stay where they are.
#include "sort.h"

#include <ctype.h>

struct decimal {
  int sign;  // 0 for zero
  const char *whole, *whole_end, *fraction, *fraction_end;
};

static const char *skip_digits(const char *p, const char *end) {
  while (p < end && isdigit((unsigned char)*p)) p++;
  return p;
}

static struct decimal read_decimal(const char *p, const char *end) {
  struct decimal d;
  while (p < end && isblank((unsigned char)*p)) p++;
  d.sign = p < end && *p == '-' ? -1 : 1;
  if (d.sign < 0) p++;
  while (p < end && *p == '0') p++;
  d.whole = p;
  d.whole_end = skip_digits(p, end);
  d.fraction = d.whole_end < end && *d.whole_end == '.' ? d.whole_end + 1 : d.whole_end;
  d.fraction_end = skip_digits(d.fraction, end);
  while (d.fraction_end > d.fraction && d.fraction_end[-1] == '0') d.fraction_end--;
  if (d.whole == d.whole_end && d.fraction == d.fraction_end) d.sign = 0;
  return d;
}

int compare_numbers(const char *a, const char *a_end, const char *b, const char *b_end) {
  struct decimal x = read_decimal(a, a_end), y = read_decimal(b, b_end);
  if (x.sign != y.sign) return x.sign - y.sign;
  long m = x.whole_end - x.whole, n = y.whole_end - y.whole;
  int order = m != n ? (m > n) - (m < n) : memcmp(x.whole, y.whole, (size_t)m);
  if (order == 0)
    order = compare_texts(
      x.fraction, (size_t)(x.fraction_end - x.fraction), y.fraction, (size_t)(y.fraction_end - y.fraction));
  return x.sign * order;
}

// The place of a size's unit in order, 0 for none.
static int unit_of(const struct decimal *d, const char *end) {
  static const char units[] = "KMGTPEZY";
  const char *p = d->fraction_end > d->whole_end ? d->fraction_end : d->whole_end;
  while (p < end && (isdigit((unsigned char)*p) || *p == '.')) p++;  // zeros at the fraction's end
  const char *unit = p < end ? strchr(units, *p == 'k' ? 'K' : *p) : 0;
  return unit == 0 || p == end ? 0 : (int)(unit - units) + 1;
}

int compare_sizes(const char *a, const char *a_end, const char *b, const char *b_end) {
  struct decimal x = read_decimal(a, a_end), y = read_decimal(b, b_end);
  if (x.sign != y.sign) return x.sign - y.sign;
  int difference = x.sign == 0 ? 0 : unit_of(&x, a_end) - unit_of(&y, b_end);
  return difference != 0 ? x.sign * difference : compare_numbers(a, a_end, b, b_end);
}

// A number that may have an exponent: 0.d1d2d3… times ten to the power of `exponent`.
struct scientific {
  bool is_number;
  int sign;
  const char *digits, *end;  // with at most one period between them
  long exponent;
};

static struct scientific read_scientific(const char *p, const char *end) {
  struct scientific s = {.sign = 1};
  while (p < end && isspace((unsigned char)*p)) p++;
  if (p < end && (*p == '-' || *p == '+')) s.sign = *p++ == '-' ? -1 : 1;
  bool in_fraction = false;
  for (; p < end && (isdigit((unsigned char)*p) || (*p == '.' && !in_fraction)); p++) {
    s.is_number |= *p != '.';
    in_fraction |= *p == '.';
    if (s.digits == 0 && *p > '0') s.digits = p;
    if (*p != '.') s.exponent += in_fraction ? -(s.digits == 0) : s.digits != 0;
  }
  s.end = p;
  if (s.digits == 0) s.digits = s.end, s.sign = 0;
  if (s.is_number && p < end && (*p | 32) == 'e') {
    bool is_negative = p + 1 < end && p[1] == '-';
    const char *q = p + 1 + (p + 1 < end && (p[1] == '-' || p[1] == '+'));
    long exponent = 0;
    for (; q < end && isdigit((unsigned char)*q) && exponent < 100000; q++)
      exponent = 10 * exponent + *q - '0';
    s.exponent += is_negative ? -exponent : exponent;
  }
  return s;
}

static int next_digit(const char **p, const char *end) {
  if (*p < end && **p == '.') ++*p;
  return *p < end ? *(*p)++ - '0' : 0;
}

// What is no number comes before all that is.
int compare_floats(const char *a, const char *a_end, const char *b, const char *b_end) {
  struct scientific x = read_scientific(a, a_end), y = read_scientific(b, b_end);
  if (x.is_number != y.is_number) return x.is_number - y.is_number;
  if (x.sign != y.sign || x.sign == 0) return x.sign - y.sign;
  if (x.exponent != y.exponent) return x.exponent > y.exponent ? x.sign : -x.sign;
  while (x.digits < x.end || y.digits < y.end) {
    int order = next_digit(&x.digits, x.end) - next_digit(&y.digits, y.end);
    if (order != 0) return x.sign * order;
  }
  return 0;
}
