// Arithmetic: $((...)), with C's operators on long.
#include "sh.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *expression, *p;
static bool is_skipped;  // the branch of ?: && || that does not count

static _Noreturn void refuse(const char *message) {
  fail("arithmetic expression: %s: \"%s\"", message, expression);
}

static void skip_blanks(void) {
  while (isspace((unsigned char)*p)) p++;
}

// Takes an operator, if it is not the beginning of a longer one.
static bool take(const char *operator) {
  skip_blanks();
  size_t length = strlen(operator);
  if (strncmp(p, operator, length) != 0) return false;
  char next = p[length];
  if (length == 1 && strchr("+-*/%&|^<>=!", *operator) != 0) {
    if (next == '=' && *operator != '=') return false;
    if (next == *operator && strchr("&|<>=", next) != 0) return false;
  }
  if (length == 2 && (*operator == '<' || *operator == '>') && operator[1] == *operator && next == '=')
    return false;
  p += length;
  return true;
}

static long assignment(void);

static long number_of_variable(const char *name) {
  const char *value = get_variable(name);
  if (value == 0 || *value == 0) {
    if (value == 0 && options[OPTION_NOUNSET] && !is_skipped) fail("%s: parameter not set", name);
    return 0;
  }
  char *end;
  long number = (long)strtoul(value, &end, 0);
  if (*value == '-') number = strtol(value, &end, 0);
  while (isspace((unsigned char)*end)) end++;
  if (*end != 0) fail("Illegal number: %s", value);
  return number;
}

static long primary(void) {
  skip_blanks();
  if (take("(")) {
    long value = assignment();
    if (!take(")")) refuse("expecting ')'");
    return value;
  }
  if (isdigit((unsigned char)*p)) {
    char *end;
    errno = 0;
    long value = strtol(p, &end, 0);
    if (errno == ERANGE) value = LONG_MAX;
    if (isalnum((unsigned char)*end) || *end == '_') refuse("expecting EOF");
    p = end;
    return value;
  }
  size_t length = name_length(p);
  if (length == 0) refuse("expecting primary");
  char *name = arena_copy(scratch, p, length);
  p += length;
  return number_of_variable(name);
}

static long unary(void) {
  if (take("!")) return !unary();
  if (take("~")) return ~unary();
  if (take("-")) return (long)-(unsigned long)unary();
  if (take("+")) return unary();
  return primary();
}

static long divide(char operator, long a, long b) {
  if (is_skipped) return 0;
  if (b == 0) fail("arithmetic expression: division by zero: \"%s\"", expression);
  if (b == -1) return operator == '/' ? (long)-(unsigned long)a : 0;
  return operator == '/' ? a / b : a % b;
}

// What an operator makes of two numbers; overflow wraps round.
static long calculate(const char *operator, long a, long b) {
  unsigned long x = (unsigned long)a, y = (unsigned long)b;
  switch (*operator) {
    case '*': return (long)(x * y);
    case '/': case '%': return divide(*operator, a, b);
    case '+': return (long)(x + y);
    case '-': return (long)(x - y);
    case '&': return a & b;
    case '^': return a ^ b;
    case '|': return a | b;
    case '=': return a == b;
    case '!': return a != b;
    case '<': return operator[1] == '<' ? (long)(x << (y & 63)) : operator[1] == '=' ? a <= b : a < b;
    default: return operator[1] == '>' ? a >> (y & 63) : operator[1] == '=' ? a >= b : a > b;
  }
}

// Left-associative operators, those that bind tightest first.
static const char *const levels[][5] = {
  {"*", "/", "%"}, {"+", "-"}, {"<<", ">>"}, {"<=", ">=", "<", ">"}, {"==", "!="}, {"&"}, {"^"}, {"|"},
};
enum { LEVELS = sizeof levels / sizeof *levels };

static long binary(int level) {
  if (level < 0) return unary();
  long value = binary(level - 1);
  for (;;) {
    const char *const *operator = levels[level];
    while (*operator != 0 && !take(*operator)) operator++;
    if (*operator == 0) return value;
    value = calculate(*operator, value, binary(level - 1));
  }
}

static long logical_and(void) {
  long value = binary(LEVELS - 1);
  while (take("&&")) {
    bool outer = is_skipped;
    is_skipped |= value == 0;
    long right = binary(LEVELS - 1);
    is_skipped = outer;
    value = value != 0 && right != 0;
  }
  return value;
}

static long logical_or(void) {
  long value = logical_and();
  while (take("||")) {
    bool outer = is_skipped;
    is_skipped |= value != 0;
    long right = logical_and();
    is_skipped = outer;
    value = value != 0 || right != 0;
  }
  return value;
}

static long conditional(void) {
  long condition = logical_or();
  if (!take("?")) return condition;
  bool outer = is_skipped;
  is_skipped = outer || condition == 0;
  long yes = assignment();
  if (!take(":")) refuse("expecting ':'");
  is_skipped = outer || condition != 0;
  long no = conditional();
  is_skipped = outer;
  return condition != 0 ? yes : no;
}

// The operator of an assignment behind a name, and the place after it; null if there is none.
static const char *assignment_operator(const char *after_name, char operator[3]) {
  static const char *const all[] = {"<<", ">>", "*", "/", "%", "+", "-", "&", "^", "|"};
  while (isspace((unsigned char)*after_name)) after_name++;
  operator[0] = operator[1] = 0;
  if (after_name[0] == '=' && after_name[1] != '=') return after_name + 1;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    size_t length = strlen(all[i]);
    if (strncmp(after_name, all[i], length) != 0 || after_name[length] != '=') continue;
    strcpy(operator, all[i]);
    return after_name + length + 1;
  }
  return 0;
}

static long assignment(void) {
  skip_blanks();
  size_t length = name_length(p);
  char operator[3];
  const char *after = length == 0 ? 0 : assignment_operator(p + length, operator);
  if (after == 0) return conditional();
  char *name = arena_copy(scratch, p, length);
  p = after;
  long value = assignment();
  if (operator[0] != 0) value = calculate(operator, number_of_variable(name), value);
  if (is_skipped) return value;
  char text[24];
  snprintf(text, sizeof text, "%ld", value);
  set_variable(name, text);
  return value;
}

long evaluate(const char *text) {
  expression = p = text;
  is_skipped = false;
  skip_blanks();
  if (*p == 0) return 0;
  long value = assignment();
  skip_blanks();
  if (*p != 0) refuse("expecting EOF");
  return value;
}
