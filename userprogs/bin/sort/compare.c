// The orders of texts.
#include "sort.h"

#include <ctype.h>

#include "../version.h"

int compare_texts(const char *a, size_t m, const char *b, size_t n) {
  int order = memcmp(a, b, m < n ? m : n);
  return order != 0 ? order : (m > n) - (m < n);
}

static bool counts(const struct order *order, unsigned char c) {
  if (order->only_words && !isalnum(c) && !isblank(c)) return false;
  return !order->only_printable || isprint(c);
}

// Texts of which some characters do not count, or capitals are small letters.
static int compare_edited(
  const struct order *order, const char *a, const char *a_end, const char *b, const char *b_end) {
  for (;; a++, b++) {
    while (a < a_end && !counts(order, (unsigned char)*a)) a++;
    while (b < b_end && !counts(order, (unsigned char)*b)) b++;
    if (a == a_end || b == b_end) return (a < a_end) - (b < b_end);
    int x = (unsigned char)*a, y = (unsigned char)*b;
    if (order->folds) x = toupper(x), y = toupper(y);
    if (x != y) return x - y;
  }
}

// 1 to 12, 0 for what is none.
static int month_of(const char *p, const char *end) {
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  while (p < end && isblank((unsigned char)*p)) p++;
  for (int month = 0; month < 12 && end - p >= 3; month++)
    if (strncasecmp(p, names + 3 * month, 3) == 0) return month + 1;
  return 0;
}

// A number that depends on the text and on this run only.
static unsigned long shuffle(const char *p, const char *end) {
  static unsigned long seed;
  if (seed == 0) {
    arc4random_buf(&seed, sizeof seed);
    seed |= 1;
  }
  unsigned long hash = seed;
  for (; p < end; p++) hash = (hash ^ (unsigned char)*p) * 0x100000001b3;
  hash = (hash ^ hash >> 32) * seed;
  return hash ^ hash >> 29;
}

int compare_parts(
  const struct order *order, const char *a, const char *a_end, const char *b, const char *b_end) {
  switch (order->kind) {
    case BY_NUMBER: return compare_numbers(a, a_end, b, b_end);
    case BY_FLOAT: return compare_floats(a, a_end, b, b_end);
    case BY_SIZE: return compare_sizes(a, a_end, b, b_end);
    case BY_MONTH: return month_of(a, a_end) - month_of(b, b_end);
    case BY_VERSION: return compare_versions(a, (size_t)(a_end - a), b, (size_t)(b_end - b));
    case AT_RANDOM: {
      unsigned long x = shuffle(a, a_end), y = shuffle(b, b_end);
      if (x != y) return x < y ? -1 : 1;
      break;
    }
    case BY_TEXT: break;
  }
  if (order->folds || order->only_words || order->only_printable)
    return compare_edited(order, a, a_end, b, b_end);
  return compare_texts(a, (size_t)(a_end - a), b, (size_t)(b_end - b));
}
