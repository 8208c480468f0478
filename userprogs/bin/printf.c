// printf: writes its arguments as a format says. The shell has it as a builtin, so it ends only by returning.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
  "Usage: printf FORMAT [ARGUMENT]...\n"
  "Write the ARGUMENTs as FORMAT says; with more of them than it asks for, FORMAT is used again.\n"
  "\n"
  "  %s  text             %d %i  number          %u %o %x %X  number without a sign\n"
  "  %c  first character  %b     text in which backslashes mean something          %%  a percent sign\n"
  "  \\n newline  \\t tab  \\\\ backslash  \\a \\b \\e \\f \\r \\v  \\NNN octal  \\xHH hexadecimal\n"
  "  \\c no more output\n"
  "\n"
  "Between % and the letter may stand flags (- + space # 0), a width, and a precision behind a period;\n"
  "* takes one from the arguments. A number may be 0x10, 010 or 'c for a character's code.\n"
  "Example: printf '%-8s %5d\\n' apples 12 pears 7\n";

struct output {
  char **arguments;  // those that are left
  int status;
  bool is_ended;  // by \c
};

static const char *next_argument(struct output *output) {
  return *output->arguments == 0 ? 0 : *output->arguments++;
}

// One escape sequence behind its backslash. Returns the place after it. In %b, an octal number begins with 0.
static const char *write_escape(struct output *output, const char *p, bool in_argument) {
  static const char letters[] = "abefnrtv\\\"", values[] = "\a\b\033\f\n\r\t\v\\\"";
  const char *known = *p == 0 ? 0 : strchr(letters, *p);
  if (known != 0) {
    putchar(values[known - letters]);
    return p + 1;
  }
  if (*p == 'c') {
    output->is_ended = true;
    return p + 1;
  }
  if (*p >= '0' && *p <= '7') {
    int value = 0, most = in_argument && *p == '0' ? 4 : 3;
    for (int digits = 0; digits < most && *p >= '0' && *p <= '7'; digits++) value = 8 * value + *p++ - '0';
    putchar(value);
    return p;
  }
  if (*p == 'x' && isxdigit((unsigned char)p[1])) {
    int value = 0, digits = 0;
    for (p++; digits < 2 && isxdigit((unsigned char)*p); digits++, p++)
      value = 16 * value + (isdigit((unsigned char)*p) ? *p - '0' : tolower(*p) - 'a' + 10);
    putchar(value);
    return p;
  }
  putchar('\\');
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
  while (*p != 0 && strchr("hlLqjzt", *p) != 0) p++;
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
  printf(conversion->text, value);
}

static void write_text(struct conversion *conversion, const char *text) {
  keep(conversion, 's');
  conversion->text[conversion->length] = 0;
  printf(conversion->text, text);
}

static void write_escaped(struct output *output, const char *text) {
  while (*text != 0 && !output->is_ended)
    if (*text == '\\') text = write_escape(output, text + 1, true);
    else putchar(*text++);
}

// Writes what the conversion at `p`, behind the percent sign, says. Returns the place after it, null for the
// end.
static const char *convert(struct output *output, const char *p) {
  struct conversion conversion;
  if (*p == '%') {
    putchar('%');
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
      if (argument != 0 && *argument == 0) putchar(0);
      else write_text(&conversion, first);
      return p;
    case 'b':
      argument = next_argument(output);
      write_escaped(output, argument == 0 ? "" : argument);
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
    else putchar(*format++);
  }
  return format != 0;
}

int main(int argc, char **argv) {
  int i = 1;
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
