// Integers of any size: 63 bits in the value itself, or an object with as many digits as it takes.
#include "lisp.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1000000000, CHUNK_DIGITS = 9 };

// A number as sign and digits; a small one's digits lie in `room`.
struct parts {
  natural digits;
  bool is_negative;
  uint32_t room[2];
};

static struct parts *parts(value v, struct parts *parts) {
  if (is_integer(v)) {
    int64_t n = to_integer(v);
    uint64_t magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
    parts->room[0] = (uint32_t)magnitude;
    parts->room[1] = (uint32_t)(magnitude >> 32);
    parts->digits = (natural){parts->room, magnitude >> 32 != 0 ? 2 : magnitude != 0 ? 1 : 0};
    parts->is_negative = n < 0;
  } else if (is_kind(v, BIGNUM)) {
    parts->digits = (natural){AS(bignum, v)->digits, AS(bignum, v)->length};
    parts->is_negative = object_of(v)->flag;
  } else {
    wrong_type("a number", v);
  }
  return parts;
}

// The number with that sign and these digits, which it takes.
static value from_natural(natural n, bool is_negative) {
  uint64_t magnitude = (n.length > 0 ? n.digits[0] : 0) | (n.length > 1 ? (uint64_t)n.digits[1] << 32 : 0);
  value result;
  if (n.length <= 2 && magnitude <= INT64_MAX / 2) {
    result = from_integer(is_negative ? -(int64_t)magnitude : (int64_t)magnitude);
  } else {
    struct bignum *bignum = new_object(BIGNUM, sizeof *bignum + n.length * sizeof *n.digits);
    bignum->object.flag = is_negative;
    bignum->length = n.length;
    memcpy(bignum->digits, n.digits, n.length * sizeof *n.digits);
    result = (value)bignum;
  }
  free(n.digits);
  return result;
}

bool is_number(value v) { return is_integer(v) || is_kind(v, BIGNUM); }

value number_from_int64(int64_t n) {
  if (fits_integer(n)) return from_integer(n);
  uint64_t magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
  uint32_t *digits = take_memory(0, 2 * sizeof *digits);
  digits[0] = (uint32_t)magnitude;
  digits[1] = (uint32_t)(magnitude >> 32);
  return from_natural((natural){digits, 2}, n < 0);
}

static value add_parts(const struct parts *a, const struct parts *b, bool is_b_negative) {
  if (a->is_negative == is_b_negative)
    return from_natural(natural_add(a->digits, b->digits), a->is_negative);
  if (natural_compare(a->digits, b->digits) >= 0)
    return from_natural(natural_subtract(a->digits, b->digits), a->is_negative);
  return from_natural(natural_subtract(b->digits, a->digits), is_b_negative);
}

value add(value a, value b) {
  int64_t sum;
  if (is_integer(a) && is_integer(b) && !__builtin_add_overflow(to_integer(a), to_integer(b), &sum))
    return number_from_int64(sum);
  struct parts left, right;
  parts(a, &left);
  parts(b, &right);
  return add_parts(&left, &right, right.is_negative);
}

value subtract(value a, value b) {
  int64_t difference;
  if (is_integer(a) && is_integer(b) && !__builtin_sub_overflow(to_integer(a), to_integer(b), &difference))
    return number_from_int64(difference);
  struct parts left, right;
  parts(a, &left);
  parts(b, &right);
  return add_parts(&left, &right, !right.is_negative);
}

value multiply(value a, value b) {
  int64_t product;
  if (is_integer(a) && is_integer(b) && !__builtin_mul_overflow(to_integer(a), to_integer(b), &product))
    return number_from_int64(product);
  struct parts left, right;
  parts(a, &left);
  parts(b, &right);
  return from_natural(natural_multiply(left.digits, right.digits), left.is_negative != right.is_negative);
}

void divide(value a, value b, value *quotient, value *remainder) {
  struct parts left, right;
  parts(a, &left);
  parts(b, &right);
  if (right.digits.length == 0) fail("division by zero", 1, a);
  if (is_integer(a) && is_integer(b)) {
    *quotient = number_from_int64(to_integer(a) / to_integer(b));
    *remainder = from_integer(to_integer(a) % to_integer(b));
    return;
  }
  natural rest, result = natural_divide(left.digits, right.digits, &rest);
  *quotient = from_natural(result, left.is_negative != right.is_negative);
  *remainder = from_natural(rest, left.is_negative);
}

int sign(value v) {
  struct parts own;
  parts(v, &own);
  return own.digits.length == 0 ? 0 : own.is_negative ? -1 : 1;
}

int compare(value a, value b) {
  if (is_integer(a) && is_integer(b))
    return (to_integer(a) > to_integer(b)) - (to_integer(a) < to_integer(b));
  struct parts left, right;
  parts(a, &left);
  parts(b, &right);
  if (left.is_negative != right.is_negative) return left.is_negative ? -1 : 1;
  int order = natural_compare(left.digits, right.digits);
  return left.is_negative ? -order : order;
}

uint32_t hash_number(value v) {
  struct parts own;
  parts(v, &own);
  uint32_t hash = own.is_negative;
  for (size_t i = 0; i < own.digits.length; i++) hash = (hash ^ own.digits.digits[i]) * 0x9e3779b1u;
  return hash ^ hash >> 15;
}

static int digit_value(int c) {
  return isdigit(c) ? c - '0' : isalpha(c) ? tolower(c) - 'a' + 10 : 99;
}

value number_from_text(const char *text, int base) {
  bool is_negative = *text == '-';
  if (*text == '-' || *text == '+') text++;
  if (*text == 0) return FALSE;
  for (const char *c = text; *c != 0; c++)
    if (digit_value((unsigned char)*c) >= base) return FALSE;
  value result = from_integer(0);
  while (*text != 0) {
    int64_t chunk = 0, scale = 1;
    for (int i = 0; i < CHUNK_DIGITS && *text != 0; i++, text++, scale *= base)
      chunk = chunk * base + digit_value((unsigned char)*text);
    result = add(multiply(result, from_integer(scale)), from_integer(chunk));
  }
  return is_negative ? subtract(from_integer(0), result) : result;
}

// The digits from the last to the first; base 10 takes nine at a time.
char *number_to_text(value v, int base) {
  struct parts own;
  parts(v, &own);
  natural rest = {take_memory(0, own.digits.length * sizeof(uint32_t)), own.digits.length};
  memcpy(rest.digits, own.digits.digits, rest.length * sizeof(uint32_t));
  size_t room = own.digits.length * 32 + 40, at = room;
  char *text = take_memory(0, room + 1);
  text[room] = 0;
  do {
    uint32_t chunk = natural_divide_small(&rest, base == 10 ? CHUNK : (uint32_t)base);
    int count = base == 10 ? CHUNK_DIGITS : 1;
    for (int i = 0; i < count && (chunk > 0 || rest.length > 0 || i == 0); i++, chunk /= (uint32_t)base)
      text[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[chunk % (uint32_t)base];
  } while (rest.length > 0);
  if (own.is_negative) text[--at] = '-';
  free(rest.digits);
  return memmove(text, text + at, room - at + 1);
}
