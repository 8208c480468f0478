// expr: calculates, compares, and takes texts apart.
#define TOOL "expr"
#include "tool.h"

#include <regex.h>

const char help[] =
  "Usage: expr EXPRESSION\n"
  "Write the value of EXPRESSION, whose operators and operands are arguments of their own.\n"
  "\n"
  "  A | B              A if it is neither empty nor 0, otherwise B\n"
  "  A & B              A if neither is empty or 0, otherwise 0\n"
  "  A < B  <=  =  !=  >=  >   1 if it is so, otherwise 0; numbers are compared as such\n"
  "  A + B  A - B  A * B  A / B  A % B\n"
  "  TEXT : EXPRESSION  what \\(...\\) matched, or how many characters did, from the beginning\n"
  "  match TEXT EXPRESSION   substr TEXT PLACE LENGTH   index TEXT CHARS   length TEXT\n"
  "  ( EXPRESSION )     + WORD (WORD, though it be an operator)\n"
  "      --help         show this help\n"
  "\n"
  "The exit status is 0 if the value is neither empty nor 0, 1 if it is, 2 if EXPRESSION is wrong.\n"
  "Example: i=$(expr $i + 1)\n";

enum { WRONG = 2 };
static char **words;

static _Noreturn void refuse_expression(const char *message) { fail(WRONG, message, ""); }

static bool is_next(const char *operator) { return *words != 0 && strcmp(*words, operator) == 0; }

static bool take(const char *operator) {
  bool is_there = is_next(operator);
  words += is_there;
  return is_there;
}

static const char *next_word(void) {
  if (*words == 0) {
    fprintf(stderr, "expr: syntax error: missing argument after '%s'\n", words[-1]);
    exit(WRONG);
  }
  return *words++;
}

static bool read_number(const char *text, long *number) {
  char *end;
  errno = 0;
  *number = strtol(text, &end, 10);
  bool starts_well = *text == '-' || (*text >= '0' && *text <= '9');
  return starts_well && end != text && *end == 0 && errno == 0;
}

static const char *from_number(long number) {
  char text[24];
  snprintf(text, sizeof text, "%ld", number);
  return copy_text(text);
}

static bool is_null(const char *text) {
  long number;
  return *text == 0 || (read_number(text, &number) && number == 0);
}

static const char *match(const char *text, const char *expression) {
  regex_t regex;
  regmatch_t matches[2];
  int error = regcomp(&regex, expression, 0);
  if (error != 0) {
    char message[100];
    regerror(error, &regex, message, sizeof message);
    refuse_expression(message);
  }
  bool fits = regexec(&regex, text, 2, matches, 0) == 0 && matches[0].rm_so == 0;
  if (regex.re_nsub == 0) return from_number(fits ? matches[0].rm_eo : 0);
  if (!fits || matches[1].rm_so < 0) return "";
  return strndup(text + matches[1].rm_so, (size_t)(matches[1].rm_eo - matches[1].rm_so));
}

static const char *substring(const char *text, const char *from, const char *count) {
  long start, length, size = (long)strlen(text);
  if (!read_number(from, &start) || !read_number(count, &length)) return "";
  if (start < 1 || length < 1 || start > size) return "";
  if (length > size - start + 1) length = size - start + 1;
  return strndup(text + start - 1, (size_t)length);
}

static const char *either(void);

static const char *primary(void) {
  if (take("(")) {
    const char *value = either();
    if (!take(")")) refuse_expression("syntax error: expecting ')'");
    return value;
  }
  if (take("+")) return next_word();
  if (words[0] != 0 && words[1] != 0) {
    if (take("length")) return from_number((long)strlen(primary()));
    if (take("match")) {
      const char *text = primary();
      return match(text, primary());
    }
    if (take("index")) {
      const char *text = primary(), *chars = primary(), *found = strpbrk(text, chars);
      return from_number(found == 0 ? 0 : found - text + 1);
    }
    if (take("substr")) {
      const char *text = primary(), *from = primary();
      return substring(text, from, primary());
    }
  }
  return next_word();
}

static const char *matched(void) {
  const char *value = primary();
  while (take(":")) value = match(value, primary());
  return value;
}

static const char *calculate(const char *left, char operator, const char *right) {
  long a, b, result;
  if (!read_number(left, &a) || !read_number(right, &b)) refuse_expression("non-integer argument");
  if ((operator == '/' || operator == '%') && b == 0) refuse_expression("division by zero");
  bool overflows = operator == '+' ? __builtin_add_overflow(a, b, &result)
    : operator == '-' ? __builtin_sub_overflow(a, b, &result)
    : operator == '*' ? __builtin_mul_overflow(a, b, &result)
    : b == -1 ? __builtin_mul_overflow(a, operator == '/' ? -1 : 0, &result)
    : (result = operator == '/' ? a / b : a % b, false);
  if (overflows) refuse_expression("result is too large");
  return from_number(result);
}

static const char *product(void) {
  const char *value = matched();
  while (is_next("*") || is_next("/") || is_next("%")) {
    char operator = **words++;
    value = calculate(value, operator, matched());
  }
  return value;
}

static const char *sum(void) {
  const char *value = product();
  while (is_next("+") || is_next("-")) {
    char operator = **words++;
    value = calculate(value, operator, product());
  }
  return value;
}

static const char *compare(const char *left, const char *operator, const char *right) {
  long a, b;
  bool are_numbers = read_number(left, &a) && read_number(right, &b);
  int order = are_numbers ? (a > b) - (a < b) : strcmp(left, right);
  bool result = operator[0] == '=' ? order == 0 : operator[0] == '!' ? order != 0
    : operator[0] == '<' ? (operator[1] == '=' ? order <= 0 : order < 0)
    : operator[1] == '=' ? order >= 0 : order > 0;
  return result ? "1" : "0";
}

static const char *comparison(void) {
  static const char *const operators[] = {"<", "<=", "=", "==", "!=", ">=", ">"};
  const char *value = sum();
  for (size_t i = 0; i < sizeof operators / sizeof *operators;) {
    if (!take(operators[i])) {
      i++;
      continue;
    }
    value = compare(value, operators[i], sum());
    i = 0;
  }
  return value;
}

static const char *both(void) {
  const char *value = comparison();
  while (take("&")) {
    const char *right = comparison();
    if (is_null(value) || is_null(right)) value = "0";
  }
  return value;
}

static const char *either(void) {
  const char *value = both();
  while (take("|")) {
    const char *right = both();
    if (is_null(value)) value = is_null(right) ? "0" : right;
  }
  return value;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--help") == 0) show_help();
  words = argv + 1 + (argc > 1 && strcmp(argv[1], "--") == 0);
  if (*words == 0) {
    fputs("expr: missing operand\n", stderr);
    refuse(WRONG);
  }
  const char *value = either();
  if (*words != 0) {
    fprintf(stderr, "expr: syntax error: unexpected argument '%s'\n", *words);
    return WRONG;
  }
  puts(value);
  return finish(is_null(value));
}
