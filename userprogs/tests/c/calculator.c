// A tokenizer and an evaluator of integer expressions by recursive descent, with variables and error
// messages.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text;
static const char *error;
static long variables[26];

static long sum(void);

static char peek(void) {
  while (isspace((unsigned char)*text)) text++;
  return *text;
}

static int accept(const char *token) {
  peek();
  size_t length = strlen(token);
  if (strncmp(text, token, length) != 0) return 0;
  text += length;
  return 1;
}

static void fail(const char *message) {
  if (error == 0) error = message;
}

static long primary(void) {
  char c = peek();
  if (isdigit((unsigned char)c)) {
    char *end;
    long value = strtol(text, &end, 0);
    text = end;
    return value;
  }
  if (islower((unsigned char)c)) {
    text++;
    return variables[c - 'a'];
  }
  if (accept("(")) {
    long value = sum();
    if (!accept(")")) fail("a ) is missing");
    return value;
  }
  if (accept("-")) return -primary();
  if (accept("~")) return ~primary();
  fail("a number is missing");
  return 0;
}

static long power(void) {
  long base = primary();
  if (!accept("**")) return base;
  long exponent = power(), value = 1;
  while (exponent-- > 0) value *= base;
  return value;
}

static long product(void) {
  long value = power();
  for (;;) {
    if (accept("*")) value *= power();
    else if (peek() == '/' || peek() == '%') {
      char operator = *text++;
      long by = power();
      if (by == 0) {
        fail("division by zero");
        return 0;
      }
      value = operator== '/' ? value / by : value % by;
    } else return value;
  }
}

static long sum(void) {
  long value = product();
  for (;;) {
    if (accept("+")) value += product();
    else if (accept("-")) value -= product();
    else if (accept("<<")) value = (long)((unsigned long)value << (product() & 63));
    else return value;
  }
}

int main(void) {
  char line[200];
  while (fgets(line, sizeof line, stdin) != 0) {
    line[strcspn(line, "\n")] = 0;
    text = line;
    error = 0;
    char target = 0;
    if (islower((unsigned char)line[0]) && line[strspn(line + 1, " ") + 1] == '=') {
      target = line[0];
      text = strchr(line, '=') + 1;
    }
    long value = sum();
    if (error == 0 && peek() != 0) fail("something is left over");
    if (error != 0) printf("%s\n%*s^ %s\n", line, (int)(text - line), "", error);
    else printf("%s = %ld\n", line, value);
    if (error == 0 && target != 0) variables[target - 'a'] = value;
  }
  return 0;
}
