// seq: writes numbers in order. They are decimal fractions with as many digits as they need, and exact.
#define TOOL "seq"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: seq [OPTION]... [FIRST [STEP]] LAST\n"
  "Write the numbers from FIRST to LAST, STEP apart; both are 1 where they are left out.\n"
  "\n"
  "  -s, --separator=TEXT  TEXT between the numbers, not a newline\n"
  "  -w, --equal-width     as many digits for each, with zeros before them\n"
  "      --help            show this help\n"
  "\n"
  "Numbers may have a fraction of up to 15 digits.\n"
  "Example: seq -w 8 0.5 11\n";

enum { MOST_DIGITS = 15 };

struct number {
  long units;  // the number without its period
  int digits;  // behind the period
  int whole;   // digits before it
};

static _Noreturn void refuse_number(const char *text) {
  fprintf(stderr, "seq: invalid floating point argument: '%s'\n", text);
  refuse(FAILURE);
}

static struct number read_number(const char *text) {
  struct number number = {0};
  const char *p = text;
  bool is_negative = *p == '-', has_digit = false, in_fraction = false;
  if (*p == '-' || *p == '+') p++;
  for (; *p != 0; p++) {
    if (*p == '.' && !in_fraction) {
      in_fraction = true;
      continue;
    }
    if (!isdigit((unsigned char)*p) || number.digits == MOST_DIGITS) refuse_number(text);
    if (__builtin_mul_overflow(number.units, 10, &number.units) ||
        __builtin_add_overflow(number.units, *p - '0', &number.units))
      refuse_number(text);
    number.digits += in_fraction;
    number.whole += !in_fraction;
    has_digit = true;
  }
  if (!has_digit) refuse_number(text);
  if (is_negative) number.units = -number.units, number.whole++;
  return number;
}

static long scale(struct number number, int digits, const char *text) {
  long units = number.units;
  for (int i = number.digits; i < digits; i++)
    if (__builtin_mul_overflow(units, 10, &units)) refuse_number(text);
  return units;
}

static void write_number(long units, int digits, int width) {
  char text[48];
  unsigned long magnitude = units < 0 ? -(unsigned long)units : (unsigned long)units, power = 1;
  for (int i = 0; i < digits; i++) power *= 10;
  int length = snprintf(text, sizeof text, "%lu", magnitude / power);
  if (digits > 0)
    length += snprintf(text + length, sizeof text - (size_t)length, ".%0*lu", digits, magnitude % power);
  if (units < 0) putchar('-'), length++;
  for (; length < width; length++) putchar('0');
  fputs(text, stdout);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"separator", required_argument, 0, 's'}, {"equal-width", no_argument, 0, 'w'}, HELP_OPTION,
  };
  const char *separator = "\n";
  bool has_equal_width = false;
  for (;;) {
    // A negative number is no option.
    bool is_number = optind < argc && argv[optind][0] == '-' &&
                     (isdigit((unsigned char)argv[optind][1]) || argv[optind][1] == '.');
    if (is_number) break;
    int option = next_option(argc, argv, "+s:w", names, FAILURE);
    if (option == -1) break;
    if (option == 's') separator = optarg;
    else has_equal_width = true;
  }
  int count = argc - optind;
  char **texts = argv + optind;
  if (count < 1 || count > 3) {
    fprintf(stderr, "seq: %s operand\n", count < 1 ? "missing" : "extra");
    refuse(FAILURE);
  }
  struct number one = {1, 0, 1};
  struct number first = count > 1 ? read_number(texts[0]) : one;
  struct number step = count > 2 ? read_number(texts[1]) : one;
  struct number last = read_number(texts[count - 1]);
  if (step.units == 0) fail(FAILURE, "invalid Zero increment value: ", texts[1]);
  int digits = first.digits > step.digits ? first.digits : step.digits;
  int all = digits > last.digits ? digits : last.digits;
  long value = scale(first, all, texts[0]), end = scale(last, all, texts[count - 1]),
    by = scale(step, all, texts[0]);
  long reduce = 1;
  for (int i = digits; i < all; i++) reduce *= 10;
  int width = 0;
  if (has_equal_width) {
    int fraction = digits > 0 ? digits + 1 : 0;
    width = (first.whole > last.whole ? first.whole : last.whole) + fraction;
  }
  bool is_first = true;
  while (by > 0 ? value <= end : value >= end) {
    if (!is_first) fputs(separator, stdout);
    write_number(value / reduce, digits, width);
    is_first = false;
    if (__builtin_add_overflow(value, by, &value)) break;
  }
  if (!is_first) putchar('\n');
  return finish(0);
}
