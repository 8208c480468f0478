// printf and sprintf.
#include "awk.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_FLAGS = 32, WIDEST = 1 << 16 };

// One conversion: what is behind its %, without the letter.
struct conversion {
  char flags[LONGEST_FLAGS];
  char letter;
};

static int64_t next_number(struct node **argument) {
  if (*argument == 0) fail("printf: too few values for the format");
  struct value value = evaluate(*argument);
  int64_t number = to_number(value);
  drop(value);
  *argument = (*argument)->next;
  return number;
}

static void add_flag(struct conversion *conversion, size_t *used, char c) {
  if (*used + 1 >= LONGEST_FLAGS) fail("printf: a conversion is too long");
  conversion->flags[(*used)++] = c;
}

// Flags, width and precision; a * takes its number from the values.
static const char *take_conversion(const char *format, struct conversion *conversion,
  struct node **argument) {
  size_t used = 0;
  for (; *format != 0 && strchr("-+ #0123456789.*lhq", *format) != 0; format++) {
    if (*format != '*') {
      if (strchr("lhq", *format) == 0) add_flag(conversion, &used, *format);
      continue;
    }
    char digits[24];
    int64_t number = next_number(argument);
    if (number > WIDEST || number < -WIDEST) number = WIDEST;
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    for (const char *c = digits; *c != 0; c++) add_flag(conversion, &used, *c);
  }
  conversion->flags[used] = 0;
  conversion->letter = *format;
  return *format == 0 ? format : format + 1;
}

__attribute__((format(printf, 2, 3)))
static void add_formatted(struct buffer *buffer, const char *format, ...) {
  va_list arguments;
  char *text = 0;
  va_start(arguments, format);
  int length = vasprintf(&text, format, arguments);
  va_end(arguments);
  if (length > 0) add(buffer, text, (size_t)length);
  free(text);
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void add_integer(struct buffer *buffer, struct conversion *conversion, int64_t number) {
  char format[LONGEST_FLAGS + 8];
  char letter = conversion->letter == 'i' ? 'd' : conversion->letter;
  snprintf(format, sizeof format, "%%%sll%c", conversion->flags, letter);
  add_formatted(buffer, format, (long long)number);
}

static void add_text(struct buffer *buffer, struct conversion *conversion, const char *text) {
  char format[LONGEST_FLAGS + 8];
  snprintf(format, sizeof format, "%%%ss", conversion->flags);
  add_formatted(buffer, format, text);
}
#pragma GCC diagnostic pop

// %f and its like: the integer, and as many zeros behind the point as are asked for.
static void add_decimal(struct buffer *buffer, struct conversion *conversion, int64_t number) {
  char *point = strchr(conversion->flags, '.'), text[160];
  int precision = point == 0 ? 6 : atoi(point + 1);
  if (precision > 100) precision = 100;
  if (point != 0) *point = 0;
  int used = snprintf(text, sizeof text, strchr(conversion->flags, '+') != 0 ? "%+lld" : "%lld",
    (long long)number);
  if (conversion->letter != 'g' && conversion->letter != 'G' && precision > 0)
    snprintf(text + used, sizeof text - (size_t)used, ".%0*d", precision, 0);
  add_text(buffer, conversion, text);
}

// A number is a character's code; of a text, the first character counts.
static void add_character(struct buffer *buffer, struct conversion *conversion, struct value *value) {
  char text[2] = {0};
  if (value->kind == VALUE_NUMBER) text[0] = (char)value->number;
  else text[0] = *to_text(value, 0);
  if (text[0] == 0 && value->kind == VALUE_NUMBER) add(buffer, text, 1);
  else add_text(buffer, conversion, text);
}

static void add_conversion(struct buffer *buffer, struct conversion *conversion, struct value *value) {
  switch (conversion->letter) {
  case 'd': case 'i': case 'o': case 'x': case 'X': case 'u':
    add_integer(buffer, conversion, to_number(*value));
    break;
  case 's': add_text(buffer, conversion, to_text(value, 0)); break;
  case 'c': add_character(buffer, conversion, value); break;
  case 'f': case 'F': case 'e': case 'E': case 'g': case 'G':
    add_decimal(buffer, conversion, to_number(*value));
    break;
  default: fail("printf: an unknown conversion %%%s%c", conversion->flags, conversion->letter);
  }
}

struct value format_values(struct node *arguments) {
  struct buffer buffer = {0};
  struct value format = evaluate(arguments);
  struct node *argument = arguments->next;
  for (const char *c = to_text(&format, 0); *c != 0;) {
    size_t plain = strcspn(c, "%");
    add(&buffer, c, plain);
    c += plain;
    if (*c == 0) break;
    if (c[1] == '%' || c[1] == 0) {
      add(&buffer, "%", 1);
      c += c[1] == 0 ? 1 : 2;
      continue;
    }
    struct conversion conversion;
    c = take_conversion(c + 1, &conversion, &argument);
    if (argument == 0) fail("printf: too few values for the format");
    struct value value = evaluate(argument);
    add_conversion(&buffer, &conversion, &value);
    drop(value);
    argument = argument->next;
  }
  drop(format);
  return finish_buffer(&buffer);
}
