// seq: writes numbers in order. They are decimal fractions with as many digits as they need, and exact.
#define TOOL "seq"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: seq [OPTION]... [FIRST [STEP]] LAST\n"
  "Write the numbers from FIRST to LAST, STEP apart; both are 1 where they are left out.\n"
  "\n"
  "  -f, --format=FORMAT   as FORMAT says: text with one %g or %f in it, as for printf\n"
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

// A number as FORMAT says, which was checked: its conversion is %[FLAGS][WIDTH][.PRECISION]g or f.
static void write_formatted(const char *format, long units, int digits) {
  const char *start = format;
  while (*start != '%' || start[1] == '%') start += *start == '%' ? 2 : 1;
  size_t length = strcspn(start, "gf");
  char conversion[32], text[64], *period;
  snprintf(conversion, sizeof conversion, "%.*s", (int)length, start);
  int precision = start[length] == 'f' ? 6 : digits;
  if ((period = strchr(conversion, '.')) != 0) precision = atoi(period + 1), *period = 0;
  unsigned long magnitude = units < 0 ? -(unsigned long)units : (unsigned long)units;
  for (; digits > precision; digits--) magnitude = (magnitude + (digits == precision + 1 ? 5 : 0)) / 10;
  unsigned long power = 1;
  for (int i = 0; i < digits; i++) power *= 10;
  int size = sprintf(text, "%lu", magnitude / power);
  if (digits > 0) size += sprintf(text + size, ".%0*lu", digits, magnitude % power);
  else if (precision > 0) text[size++] = '.';
  for (int i = digits; i < precision && size < 60; i++) text[size++] = '0';
  text[size] = 0;
  if (start[length] == 'g' && strchr(text, '.') != 0) {
    while (text[size - 1] == '0') text[--size] = 0;
    if (text[size - 1] == '.') text[--size] = 0;
  }
  bool has_zeros = conversion[1 + strspn(conversion + 1, "-+ #")] == '0';
  int width = atoi(conversion + 1 + strspn(conversion + 1, "-+ #0")) - (units < 0);
  printf("%.*s", (int)(start - format), format);
  if (units < 0 && has_zeros) putchar('-');
  for (int i = size; i < width && strchr(conversion, '-') == 0; i++) putchar(has_zeros ? '0' : ' ');
  if (units < 0 && !has_zeros) putchar('-');
  fputs(text, stdout);
  for (int i = size; i < width && strchr(conversion, '-') != 0; i++) putchar(' ');
  fputs(start + length + 1, stdout);
}

static void check_format(const char *format) {
  const char *p = strchr(format, '%');
  while (p != 0 && p[1] == '%') p = strchr(p + 2, '%');
  size_t flags = p == 0 ? 0 : strspn(p + 1, "-+ #0123456789.");
  if (p != 0 && flags < 20 && (p[1 + flags] == 'g' || p[1 + flags] == 'f')) return;
  fprintf(stderr, "seq: format '%s' has no %%g or %%f\n", format);
  refuse(FAILURE);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"format", required_argument, 0, 'f'}, {"separator", required_argument, 0, 's'},
    {"equal-width", no_argument, 0, 'w'}, HELP_OPTION,
  };
  const char *separator = "\n", *format = 0;
  bool has_equal_width = false;
  for (;;) {
    // A negative number is no option.
    bool is_number = optind < argc && argv[optind][0] == '-' &&
                     (isdigit((unsigned char)argv[optind][1]) || argv[optind][1] == '.');
    if (is_number) break;
    int option = next_option(argc, argv, "+f:s:w", names, FAILURE);
    if (option == -1) break;
    if (option == 's') separator = optarg;
    else if (option == 'f') check_format(format = optarg);
    else has_equal_width = true;
  }
  int count = argc - optind;
  char **texts = argv + optind;
  if (count < 1 || count > 3) {
    if (count < 1) fputs("seq: missing operand\n", stderr);
    else fprintf(stderr, "seq: extra operand '%s'\n", texts[3]);
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
    if (format != 0) write_formatted(format, value / reduce, digits);
    else write_number(value / reduce, digits, width);
    is_first = false;
    if (__builtin_add_overflow(value, by, &value)) break;
  }
  if (!is_first) putchar('\n');
  return finish(0);
}
