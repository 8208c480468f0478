// printf: writes its arguments as a format says. The shell has it as a builtin, so it ends only by returning.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char help[] =
  "Usage: printf FORMAT [ARGUMENT]...\n"
  "Write the ARGUMENTs as FORMAT says; with more of them than it asks for, FORMAT is used again.\n"
  "\n"
  "  %s  text             %d %i  number          %u %o %x %X  number without a sign\n"
  "  %c  first character  %b     text in which backslashes mean something          %%  a percent sign\n"
  "  %f  number with a fraction  %q     text as the shell would take it back\n"
  "  \\n newline  \\t tab  \\\\ backslash  \\a \\b \\e \\f \\r \\v  \\NNN octal  \\xHH hexadecimal\n"
  "  \\uHHHH a character of Unicode, in UTF-8\n"
  "  \\c no more output\n"
  "\n"
  "Between % and the letter may stand flags (- + space # 0), a width, and a precision behind a period;\n"
  "* takes one from the arguments. A number may be 0x10, 010 or 'c for a character's code.\n"
  "Example: printf '%-8s %5d\\n' apples 12 pears 7\n";

static FILE *out;  // standard output, or memory while a text is made that will be padded

struct output {
  char **arguments;  // those that are left
  int status;
  bool is_ended;  // by \c
};

static const char *next_argument(struct output *output) {
  return *output->arguments == 0 ? 0 : *output->arguments++;
}

// A character of Unicode, up to four hexadecimal digits, in UTF-8.
static const char *write_character(const char *p) {
  unsigned value = 0;
  for (int digits = 0; digits < 4 && isxdigit((unsigned char)*p); digits++, p++)
    value = 16 * value + (unsigned)(isdigit((unsigned char)*p) ? *p - '0' : tolower(*p) - 'a' + 10);
  if (value < 0x80) putc((int)value, out);
  else if (value < 0x800) fprintf(out, "%c%c", 0xc0 | value >> 6, 0x80 | (value & 63));
  else fprintf(out, "%c%c%c", 0xe0 | value >> 12, 0x80 | (value >> 6 & 63), 0x80 | (value & 63));
  return p;
}

// One escape sequence behind its backslash. Returns the place after it. In %b, an octal number begins with 0.
static const char *write_escape(struct output *output, const char *p, bool in_argument) {
  static const char letters[] = "abefnrtv\\\"", values[] = "\a\b\033\f\n\r\t\v\\\"";
  const char *known = *p == 0 ? 0 : strchr(letters, *p);
  if (known != 0) {
    putc(values[known - letters], out);
    return p + 1;
  }
  if (*p == 'c') {
    output->is_ended = true;
    return p + 1;
  }
  if (*p >= '0' && *p <= '7') {
    int value = 0, most = in_argument && *p == '0' ? 4 : 3;
    for (int digits = 0; digits < most && *p >= '0' && *p <= '7'; digits++) value = 8 * value + *p++ - '0';
    putc(value, out);
    return p;
  }
  if (*p == 'x' && isxdigit((unsigned char)p[1])) {
    int value = 0, digits = 0;
    for (p++; digits < 2 && isxdigit((unsigned char)*p); digits++, p++)
      value = 16 * value + (isdigit((unsigned char)*p) ? *p - '0' : tolower(*p) - 'a' + 10);
    putc(value, out);
    return p;
  }
  if (*p == 'u' && isxdigit((unsigned char)p[1])) return write_character(p + 1);
  putc('\\', out);
  return p;
}

static void complain(struct output *output, const char *argument, const char *message) {
  fflush(stdout);
  fprintf(stderr, "printf: '%s': %s\n", argument, message);
  output->status = 1;
}

static long long read_number(struct output *output, bool is_unsigned) {
  const char *argument = next_argument(output);
  if (argument == 0) return 0;
  if (*argument == '\'' || *argument == '"') return (unsigned char)argument[1];
  char *end;
  errno = 0;
  long long value = is_unsigned ? (long long)strtoull(argument, &end, 0) : strtoll(argument, &end, 0);
  if (errno != 0) complain(output, argument, strerror(errno));
  else if (end == argument) complain(output, argument, "expected a numeric value");
  else if (*end != 0) complain(output, argument, "value not completely converted");
  return value;
}

// A conversion from behind its percent sign, copied so that our own printf can have it: with the values of *,
// and with ll for a number.
struct conversion {
  char text[64];
  size_t length;
  char letter;
};

static bool keep(struct conversion *conversion, char c) {
  if (conversion->length + 4 >= sizeof conversion->text) return false;
  conversion->text[conversion->length++] = c;
  return true;
}

// A width or precision: digits, or * for the next argument.
static const char *read_size(struct output *output, struct conversion *conversion, const char *p) {
  if (*p != '*') {
    while (isdigit((unsigned char)*p) && keep(conversion, *p)) p++;
    return p;
  }
  int room = (int)(sizeof conversion->text - conversion->length);
  int added =
    snprintf(conversion->text + conversion->length, (size_t)room, "%d", (int)read_number(output, false));
  if (added < room - 4) conversion->length += (size_t)added;
  return p + 1;
}

static const char *read_conversion(struct output *output, struct conversion *conversion, const char *p) {
  *conversion = (struct conversion){.text = "%", .length = 1};
  while (*p != 0 && strchr("-+ #0", *p) != 0 && keep(conversion, *p)) p++;
  p = read_size(output, conversion, p);
  if (*p == '.' && keep(conversion, *p)) p = read_size(output, conversion, p + 1);
  while (*p != 0 && strchr("hlLjzt", *p) != 0) p++;
  conversion->letter = *p;
  return *p == 0 ? p : p + 1;
}

static void write_number(struct output *output, struct conversion *conversion) {
  bool is_unsigned = strchr("ouxX", conversion->letter) != 0;
  keep(conversion, 'l');
  keep(conversion, 'l');
  keep(conversion, conversion->letter);
  conversion->text[conversion->length] = 0;
  long long value = read_number(output, is_unsigned);
  fprintf(out, conversion->text, value);
}

static void write_text(struct conversion *conversion, const char *text) {
  keep(conversion, 's');
  conversion->text[conversion->length] = 0;
  fprintf(out, conversion->text, text);
}

// Text with escapes, in a field as wide as the conversion says.
static void write_escaped(struct output *output, struct conversion *conversion, const char *text) {
  char *expanded = 0;
  size_t size = 0;
  FILE *memory = open_memstream(&expanded, &size), *whole = out;
  if (memory == 0) return;
  out = memory;
  while (*text != 0 && !output->is_ended)
    if (*text == '\\') text = write_escape(output, text + 1, true);
    else putc(*text++, out);
  out = whole;
  fclose(memory);
  if (conversion->length > 1) write_text(conversion, expanded);
  else fwrite(expanded, 1, size, out);
  free(expanded);
}

// In quotes if the shell would see more in it than text.
static void write_quoted(const char *text) {
  static const char plain[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_^~]}";
  if (*text != 0 && strspn(text, plain) == strlen(text) && *text != '~') {
    fputs(text, out);
    return;
  }
  if (strchr(text, '\'') != 0 && strpbrk(text, "\"\\$`!") == 0) {
    fprintf(out, "\"%s\"", text);
    return;
  }
  putc('\'', out);
  for (; *text != 0; text++)
    if (*text == '\'') fputs("'\\''", out);
    else putc(*text, out);
  putc('\'', out);
}

enum { MOST_DIGITS = 300 };

// A decimal number's digits, the period taken out: `point` of them stand before it.
struct decimal {
  bool is_negative;
  char digits[2 * MOST_DIGITS];
  int count, point;
};

static bool read_decimal(const char *text, struct decimal *decimal) {
  *decimal = (struct decimal){.is_negative = *text == '-'};
  bool in_fraction = false, has_digit = false;
  for (text += *text == '-' || *text == '+'; isdigit((unsigned char)*text) || (*text == '.' && !in_fraction);
      text++) {
    if (*text == '.') in_fraction = true;
    else if (decimal->count < MOST_DIGITS) {
      has_digit = true;
      decimal->digits[decimal->count++] = *text;
      decimal->point += !in_fraction;
    }
  }
  if (has_digit && (*text | 32) == 'e') {
    char *end;
    long exponent = strtol(text + 1, &end, 10);
    for (text = end; exponent < 0 && decimal->count < MOST_DIGITS; exponent++) {
      if (decimal->point > 0) decimal->point--;
      else memmove(decimal->digits + 1, decimal->digits, (size_t)decimal->count++), decimal->digits[0] = '0';
    }
    for (; exponent > 0 && decimal->point < MOST_DIGITS; exponent--)
      if (decimal->point++ >= decimal->count) decimal->digits[decimal->count++] = '0';
  }
  return has_digit && *text == 0;
}

// Keeps so many digits behind the period; what is cut off rounds, and just a half to the even digit.
static void round_decimal(struct decimal *decimal, int precision) {
  int end = decimal->point + precision;
  while (decimal->count < end) decimal->digits[decimal->count++] = '0';
  if (decimal->count == end) return;
  char next = decimal->digits[end];
  bool has_more = false;
  for (int i = end + 1; i < decimal->count; i++) has_more |= decimal->digits[i] != '0';
  bool is_odd = end > 0 && (decimal->digits[end - 1] & 1) != 0;
  decimal->count = end;
  if (next < '5' || (next == '5' && !has_more && !is_odd)) return;
  int i = end - 1;
  for (; i >= 0 && decimal->digits[i] == '9'; i--) decimal->digits[i] = '0';
  if (i >= 0) decimal->digits[i]++;
  else {
    memmove(decimal->digits + 1, decimal->digits, (size_t)decimal->count++);
    decimal->digits[0] = '1';
    decimal->point++;
  }
}

// %f, exactly: the machine has no floating point, and a decimal fraction needs none.
static void write_fraction(struct output *output, struct conversion *conversion, const char *argument) {
  struct decimal decimal;
  if (!read_decimal(argument, &decimal)) complain(output, argument, "expected a numeric value");
  conversion->text[conversion->length] = 0;
  char *period = strchr(conversion->text, '.');
  int precision = period == 0 ? 6 : atoi(period + 1);
  if (precision > 100) precision = 100;
  if (period != 0) conversion->length = (size_t)(period - conversion->text);
  round_decimal(&decimal, precision);
  int zeros = 0;
  while (zeros + 1 < decimal.point && decimal.digits[zeros] == '0') zeros++;
  bool has_plus = memchr(conversion->text, '+', conversion->length) != 0;
  char text[2 * MOST_DIGITS + 16];
  int length = sprintf(text, "%s%.*s", decimal.is_negative ? "-" : has_plus ? "+" : "",
    decimal.point - zeros, decimal.digits + zeros);
  if (decimal.point == 0) text[length++] = '0';
  const char *form = precision > 0 ? ".%.*s" : "%.*s";
  length += sprintf(text + length, form, precision, decimal.digits + decimal.point);
  size_t flags = 1 + strspn(conversion->text + 1, "-+ #0");
  int width = atoi(conversion->text + flags), sign = !isdigit((unsigned char)*text);
  bool has_zeros = memchr(conversion->text, '0', flags) != 0 && memchr(conversion->text, '-', flags) == 0;
  if (has_zeros && length < width && width < MOST_DIGITS) {
    memmove(text + sign + width - length, text + sign, (size_t)(length - sign) + 1);
    memset(text + sign, '0', (size_t)(width - length));
  }
  write_text(conversion, text);
}

// Writes what the conversion at `p`, behind the percent sign, says. Returns the place after it, null for the
// end.
static const char *convert(struct output *output, const char *p) {
  struct conversion conversion;
  if (*p == '%') {
    putc('%', out);
    return p + 1;
  }
  const char *start = p;
  p = read_conversion(output, &conversion, p);
  const char *argument;
  char first[2] = {0, 0};
  switch (conversion.letter) {
    case 'd': case 'i': case 'o': case 'u': case 'x': case 'X': write_number(output, &conversion); return p;
    case 's':
      argument = next_argument(output);
      write_text(&conversion, argument == 0 ? "" : argument);
      return p;
    case 'c':
      argument = next_argument(output);
      if (argument != 0) first[0] = *argument;
      if (argument != 0 && *argument == 0) putc(0, out);
      else write_text(&conversion, first);
      return p;
    case 'b':
      argument = next_argument(output);
      write_escaped(output, &conversion, argument == 0 ? "" : argument);
      return p;
    case 'f': case 'F':
      argument = next_argument(output);
      write_fraction(output, &conversion, argument == 0 ? "0" : argument);
      return p;
    case 'q':
      argument = next_argument(output);
      write_quoted(argument == 0 ? "" : argument);
      return p;
    default:
      fflush(stdout);
      fprintf(stderr, "printf: %%%.*s: invalid conversion specification\n", (int)(p - start), start);
      output->status = 1;
      return 0;
  }
}

// Once through the format. False at an error.
static bool write_once(struct output *output, const char *format) {
  while (format != 0 && *format != 0 && !output->is_ended) {
    if (*format == '%') format = convert(output, format + 1);
    else if (*format == '\\') format = write_escape(output, format + 1, false);
    else putc(*format++, out);
  }
  return format != 0;
}

int main(int argc, char **argv) {
  int i = 1;
  out = stdout;
  if (argc == 2 && strcmp(argv[1], "--help") == 0) {
    fputs(help, stdout);
    return 0;
  }
  if (i < argc && strcmp(argv[i], "--") == 0) i++;
  if (i >= argc) {
    fputs("printf: missing operand\nTry 'printf --help' for more information.\n", stderr);
    return 1;
  }
  struct output output = {argv + i + 1, 0, false};
  char **before;
  do {
    before = output.arguments;
    if (!write_once(&output, argv[i])) break;
  } while (*output.arguments != 0 && output.arguments != before && !output.is_ended);
  return fflush(stdout) == EOF ? 1 : output.status;
}
