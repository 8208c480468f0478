// factor: the primes that make up numbers.
#define TOOL "factor"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: factor [NUMBER]...\n"
  "Write the prime factors of each NUMBER; without one, of those on standard input.\n"
  "\n"
  "  --help  show this help\n"
  "\n"
  "Numbers have up to 64 bits. All factors below their square root are tried: a product of two large primes takes long.\n"
  "\n"
  "Example: factor 1001 97\n";

typedef unsigned long long number;

static bool read_number(const char *text, number *result) {
  char *end;
  errno = 0;
  *result = strtoull(text, &end, 10);
  return errno == 0 && isdigit((unsigned char)*text) && *end == 0;
}

// After 2, 3 and 5, only numbers that none of these divides are tried: eight in each thirty.
static void write_factors(number n) {
  static const unsigned char steps[] = {4, 2, 4, 2, 4, 6, 2, 6};
  static const number small[] = {2, 3, 5};
  printf("%llu:", n);
  for (int i = 0; i < 3; i++)
    for (; n > 1 && n % small[i] == 0; n /= small[i]) printf(" %llu", small[i]);
  unsigned step = 0;
  for (number candidate = 7; candidate <= 0xffffffff && candidate * candidate <= n;) {
    if (n % candidate == 0) {
      printf(" %llu", candidate);
      n /= candidate;
      continue;
    }
    candidate += steps[step++ % 8];
  }
  if (n > 1) printf(" %llu", n);
  putchar('\n');
}

static bool factor(const char *text) {
  number n;
  const char *digits = *text == '+' ? text + 1 : text;
  if (read_number(digits, &n)) return write_factors(n), true;
  fflush(stdout);
  fprintf(stderr, "factor: '%s' is not a valid positive integer\n", text);
  return false;
}

int main(int argc, char **argv) {
  read_no_options(argc, argv);
  bool done = true;
  if (optind == argc) {
    char *line = 0;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0)
      for (char *word = strtok(line, " \t\n"); word != 0; word = strtok(0, " \t\n")) done &= factor(word);
    free(line);
  }
  for (; optind < argc; optind++) done &= factor(argv[optind]);
  return finish(done ? 0 : FAILURE);
}
