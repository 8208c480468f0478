// primes: the prime numbers up to a limit, by the sieve of Eratosthenes.
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

const char help[] =
  "Usage: primes [OPTION]... [LIMIT]\n"
  "Write the prime numbers up to LIMIT, 100 if there is none, one a line.\n"
  "\n"
  "  -c, --count   only how many there are\n"
  "  -l, --last    only the last\n"
  "      --help    show this help\n"
  "\n"
  "Example: primes --count 1000000\n";

// A bit for each odd number, set if it is composite: bit i stands for 2i + 1.
static uint64_t *composite;

static bool is_composite(uint64_t i) { return composite[i / 64] >> i % 64 & 1; }

// Strikes out the multiples of each odd prime p, from p squared on: smaller ones have a smaller factor.
static bool sieve(uint64_t limit) {
  uint64_t bits = limit / 2 + 1;
  composite = calloc(bits / 64 + 1, sizeof *composite);
  if (composite == 0) return false;
  for (uint64_t i = 1; (2 * i + 1) * (2 * i + 1) <= limit; i++) {
    if (is_composite(i)) continue;
    uint64_t p = 2 * i + 1;
    for (uint64_t multiple = p * p / 2; multiple < bits; multiple += p)
      composite[multiple / 64] |= 1ull << multiple % 64;
  }
  return true;
}

// Reports each prime, and returns how many there are.
static uint64_t each_prime(uint64_t limit, void (*report)(uint64_t)) {
  uint64_t count = 0;
  if (limit >= 2) {
    report(2);
    count++;
  }
  for (uint64_t i = 1; 2 * i + 1 <= limit; i++)
    if (!is_composite(i)) {
      report(2 * i + 1);
      count++;
    }
  return count;
}

static uint64_t last;
static void show(uint64_t prime) { printf("%lu\n", (unsigned long)prime); }
static void remember(uint64_t prime) { last = prime; }

static uint64_t read_limit(const char *text) {
  char *end;
  errno = 0;
  unsigned long limit = strtoul(text, &end, 10);
  if (*end == 0 && end != text && *text != '-' && errno == 0 && limit <= 10000000000) return limit;
  fprintf(stderr, "primes: not a number up to 10000000000: %s\n", text);
  exit(1);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"count", no_argument, 0, 'c'},
    {"last", no_argument, 0, 'l'},
    {"help", no_argument, 0, 'h'},
    {0, 0, 0, 0},
  };
  bool only_counts = false, only_last = false;
  for (int option; (option = getopt_long(argc, argv, "cl", names, 0)) != -1;) switch (option) {
    case 'c': only_counts = true; break;
    case 'l': only_last = true; break;
    case 'h': fputs(help, stdout); return 0;
    default: fputs("Try 'primes --help' for more information.\n", stderr); return 1;
  }
  uint64_t limit = optind < argc ? read_limit(argv[optind]) : 100;
  if (!sieve(limit)) {
    perror("primes");
    return 1;
  }
  uint64_t count = each_prime(limit, only_counts || only_last ? remember : show);
  if (only_counts) show(count);
  if (only_last && count > 0) show(last);
  free(composite);
  if (fflush(stdout) != EOF) return 0;
  perror("primes: write error");
  return 1;
}
