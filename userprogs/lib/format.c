// printf's engine: reads the format, takes the arguments, and writes the text in pieces.
//
// A directive is   % flags width .precision length conversion   and becomes three parts, which `emit` lays
// out in `width` columns:   prefix (sign or 0x) | zeros | body

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include "format.h"

// A directive that was read.
struct directive {
  bool minus, plus, space, zero, hash;
  int width;
  int precision;  // -1: there is none
  int length;     // bytes in the integer argument
  char conversion;
};

// The state of one call.
struct output {
  struct sink *sink;
  size_t length;
  va_list arguments;
};

static void put(struct output *output, const char *text, size_t size) {
  if (size > 0) output->sink->write(output->sink, text, size);
  output->length += size;
}

static void repeat(struct output *output, char character, long count) {
  char run[32];
  memset(run, character, sizeof run);
  for (; count > 0; count -= (long)sizeof run)
    put(output, run, count < (long)sizeof run ? (size_t)count : sizeof run);
}

// Pads the three parts to the directive's width. Zeros in place of blanks stand between prefix and body.
static void emit(
  struct output *output, const struct directive *directive, const char *prefix, long zeros, const char *body,
  size_t size) {
  size_t prefix_size = strlen(prefix);
  long padding = directive->width - zeros - (long)(prefix_size + size);
  if (padding > 0 && directive->zero) {
    zeros += padding;
    padding = 0;
  }
  if (!directive->minus) repeat(output, ' ', padding);
  put(output, prefix, prefix_size);
  repeat(output, '0', zeros);
  put(output, body, size);
  if (directive->minus) repeat(output, ' ', padding);
}

// The digits of a number, written so that they end at `end`. Returns where they begin; none for 0.
static char *digits_before(char *end, uint64_t value, unsigned base, bool is_upper) {
  const char *digits = is_upper ? "0123456789ABCDEF" : "0123456789abcdef";
  switch (base) {
    case 8: for (; value != 0; value >>= 3) *--end = digits[value & 7]; break;
    case 16: for (; value != 0; value >>= 4) *--end = digits[value & 15]; break;
    default: for (; value != 0; value /= 10) *--end = digits[value % 10]; break;
  }
  return end;
}

// A number of a given base, with its sign or 0x. A precision is the least number of digits, and overrules the
// flag 0.
static void emit_number(
  struct output *output, struct directive directive, uint64_t magnitude, unsigned base, const char *prefix) {
  char buffer[24], *end = buffer + sizeof buffer;
  char *first = digits_before(end, magnitude, base, directive.conversion == 'X');
  size_t size = (size_t)(end - first);
  long least = directive.precision < 0 ? 1 : directive.precision;
  long zeros = least > (long)size ? least - (long)size : 0;
  if (base == 8 && directive.hash && zeros == 0) zeros = 1;
  if (directive.minus || directive.precision >= 0) directive.zero = false;
  emit(output, &directive, prefix, zeros, first, size);
}

// The next integer argument, cut to its type and extended again.
static int64_t signed_argument(struct output *output, int length) {
  switch (length) {
    case 1: return (signed char)va_arg(output->arguments, int);
    case 2: return (short)va_arg(output->arguments, int);
    case 4: return va_arg(output->arguments, int);
    default: return va_arg(output->arguments, int64_t);
  }
}

static uint64_t unsigned_argument(struct output *output, int length) {
  uint64_t value = (uint64_t)signed_argument(output, length);
  return length == 8 ? value : value & ((1ull << 8 * length) - 1);
}

static void emit_signed(struct output *output, const struct directive *directive) {
  int64_t value = signed_argument(output, directive->length);
  const char *sign = value < 0 ? "-" : directive->plus ? "+" : directive->space ? " " : "";
  emit_number(output, *directive, value < 0 ? -(uint64_t)value : (uint64_t)value, 10, sign);
}

static void emit_unsigned(struct output *output, const struct directive *directive) {
  uint64_t value = unsigned_argument(output, directive->length);
  switch (directive->conversion) {
    case 'o': emit_number(output, *directive, value, 8, ""); return;
    case 'x': emit_number(output, *directive, value, 16, directive->hash && value != 0 ? "0x" : ""); return;
    case 'X': emit_number(output, *directive, value, 16, directive->hash && value != 0 ? "0X" : ""); return;
    default: emit_number(output, *directive, value, 10, "");
  }
}

static void emit_text(struct output *output, struct directive directive, const char *text) {
  if (text == 0) text = directive.precision < 0 || directive.precision >= 6 ? "(null)" : "";
  size_t size = directive.precision < 0 ? strlen(text) : strnlen(text, (size_t)directive.precision);
  directive.zero = false;
  emit(output, &directive, "", 0, text, size);
}

static void emit_pointer(struct output *output, struct directive directive) {
  uint64_t address = (uint64_t)va_arg(output->arguments, void *);
  if (address == 0) {
    directive.precision = -1;
    emit_text(output, directive, "(nil)");
    return;
  }
  emit_number(output, directive, address, 16, directive.plus ? "+0x" : directive.space ? " 0x" : "0x");
}

static void emit_character(struct output *output, struct directive directive) {
  char character = (char)va_arg(output->arguments, int);
  directive.zero = false;
  emit(output, &directive, "", 0, &character, 1);
}

// %n: tells the caller how long the text is so far.
static void store_length(struct output *output, int length) {
  void *target = va_arg(output->arguments, void *);
  switch (length) {
    case 1: *(signed char *)target = (signed char)output->length; return;
    case 2: *(short *)target = (short)output->length; return;
    case 4: *(int *)target = (int)output->length; return;
    default: *(int64_t *)target = (int64_t)output->length;
  }
}

// Carries out a directive. False if its conversion is none.
static bool convert(struct output *output, const struct directive *directive) {
  switch (directive->conversion) {
    case 'd': case 'i': emit_signed(output, directive); return true;
    case 'u': case 'o': case 'x': case 'X': emit_unsigned(output, directive); return true;
    case 'c': emit_character(output, *directive); return true;
    case 's': emit_text(output, *directive, va_arg(output->arguments, const char *)); return true;
    case 'p': emit_pointer(output, *directive); return true;
    case 'm': emit_text(output, *directive, strerror(errno)); return true;
    case 'n': store_length(output, directive->length); return true;
    case '%': put(output, "%", 1); return true;
    default: return false;
  }
}

static const char *read_flags(const char *p, struct directive *directive) {
  for (;; p++) switch (*p) {
    case '-': directive->minus = true; break;
    case '+': directive->plus = true; break;
    case ' ': directive->space = true; break;
    case '0': directive->zero = true; break;
    case '#': directive->hash = true; break;
    default: return p;
  }
}

// A decimal number or *, which takes it from the arguments. Returns the place after it.
static const char *read_number(struct output *output, const char *p, int *number) {
  if (*p == '*') {
    *number = va_arg(output->arguments, int);
    return p + 1;
  }
  for (*number = 0; *p >= '0' && *p <= '9'; p++)
    *number = *number > (INT_MAX - 9) / 10 ? INT_MAX : *number * 10 + (*p - '0');
  return p;
}

// hh h l ll z t j: how many bytes the argument's type has.
static const char *read_length(const char *p, struct directive *directive) {
  directive->length = 4;
  switch (*p) {
    case 'h':
      directive->length = p[1] == 'h' ? 1 : 2;
      return p + (p[1] == 'h' ? 2 : 1);
    case 'l':
      directive->length = 8;
      return p + (p[1] == 'l' ? 2 : 1);
    case 'z': case 't': case 'j':
      directive->length = 8;
      return p + 1;
    default:
      return p;
  }
}

// Reads the directive after a %. Returns the place of its conversion.
static const char *read_directive(struct output *output, const char *p, struct directive *directive) {
  *directive = (struct directive){.precision = -1};
  p = read_flags(p, directive);
  p = read_number(output, p, &directive->width);
  if (directive->width < 0) {
    directive->minus = true;
    directive->width = directive->width == INT_MIN ? INT_MAX : -directive->width;
  }
  if (*p == '.') p = read_number(output, p + 1, &directive->precision);
  if (directive->precision < 0) directive->precision = -1;
  if (directive->minus) directive->zero = false;
  p = read_length(p, directive);
  directive->conversion = *p;
  return p;
}

int __format(struct sink *sink, const char *format, va_list arguments) {
  struct output output = {.sink = sink, .length = 0};
  va_copy(output.arguments, arguments);
  while (*format != 0) {
    const char *percent = strchrnul(format, '%');
    put(&output, format, (size_t)(percent - format));
    if (*percent == 0) break;
    struct directive directive;
    const char *conversion = read_directive(&output, percent + 1, &directive);
    format = *conversion == 0 ? conversion : conversion + 1;
    // What is no directive is text.
    if (!convert(&output, &directive)) put(&output, percent, (size_t)(format - percent));
  }
  va_end(output.arguments);
  if (output.length <= INT_MAX) return (int)output.length;
  errno = EOVERFLOW;
  return -1;
}
