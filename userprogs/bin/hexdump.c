// hexdump: shows bytes as numbers.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
  "Usage: hexdump [OPTION]... [FILE]...\n"
  "Show the bytes of all FILEs, one after the other (standard input where there is none), 16 a line.\n"
  "Lines that repeat the line before are shown once as *.\n"
  "\n"
  "  -C, --canonical     bytes in hexadecimal, and as characters (otherwise pairs of bytes, the low one first)\n"
  "  -n, --length=BYTES  show only so many bytes\n"
  "  -s, --skip=BYTES    begin so many bytes later\n"
  "  -v, --no-squeezing  show repeated lines too\n"
  "      --help          show this help\n"
  "\n"
  "Numbers may be hexadecimal (0x10) or octal (020).\n"
  "Example: hexdump -C -n 64 program\n";

enum { WIDTH = 16 };

static bool is_canonical, shows_all;
static long skip, limit = -1;
static bool failed;

// The input: all files as one.
static char **names;
static FILE *file;

static FILE *open_next(void) {
  while (*names != 0) {
    const char *name = *names++;
    FILE *opened = fopen(name, "r");
    if (opened != 0) return opened;
    fflush(stdout);
    fprintf(stderr, "hexdump: %s: %s\n", name, strerror(errno));
    failed = true;
  }
  return 0;
}

static int next_byte(void) {
  if (limit == 0) return EOF;
  while (file != 0) {
    int byte = getc(file);
    if (byte != EOF) {
      if (limit > 0) limit--;
      return byte;
    }
    if (ferror(file)) {
      fprintf(stderr, "hexdump: %s\n", strerror(errno));
      failed = true;
    }
    if (file != stdin) fclose(file);
    file = open_next();
  }
  return EOF;
}

static void show_canonical(long offset, const unsigned char *bytes, int count) {
  printf("%08lx ", offset);
  for (int i = 0; i < WIDTH; i++) {
    if (i % 8 == 0) putchar(' ');
    if (i < count) printf("%02x ", bytes[i]);
    else fputs("   ", stdout);
  }
  fputs(" |", stdout);
  for (int i = 0; i < count; i++) putchar(isprint(bytes[i]) ? bytes[i] : '.');
  fputs("|\n", stdout);
}

static void show_pairs(long offset, const unsigned char *bytes, int count) {
  printf("%07lx", offset);
  for (int i = 0; i < WIDTH; i += 2) {
    if (i < count) printf(" %02x%02x", i + 1 < count ? bytes[i + 1] : 0, bytes[i]);
    else fputs("     ", stdout);
  }
  putchar('\n');
}

static void dump(void) {
  unsigned char line[WIDTH], last[WIDTH];
  bool has_last = false, is_squeezing = false;
  long offset = skip;
  for (int count = WIDTH; count == WIDTH; offset += count) {
    int byte = 0;
    for (count = 0; count < WIDTH && (byte = next_byte()) != EOF; count++) line[count] = (unsigned char)byte;
    if (count == 0) break;
    bool is_repeated = !shows_all && count == WIDTH && has_last && memcmp(line, last, WIDTH) == 0;
    if (is_repeated && !is_squeezing) puts("*");
    else if (!is_repeated) (is_canonical ? show_canonical : show_pairs)(offset, line, count);
    is_squeezing = is_repeated;
    has_last = true;
    memcpy(last, line, WIDTH);
  }
  if (offset > skip || (skip > 0 && offset > 0)) printf(is_canonical ? "%08lx\n" : "%07lx\n", offset);
}

static long read_number(const char *text) {
  char *end;
  errno = 0;
  long number = strtol(text, &end, 0);
  if (*end == 0 && end != text && errno == 0 && number >= 0) return number;
  fprintf(stderr, "hexdump: not a number of bytes: %s\n", text);
  exit(1);
}

static void read_options(int argc, char **argv) {
  static const struct option options[] = {
    {"canonical", no_argument, 0, 'C'},
    {"length", required_argument, 0, 'n'},
    {"skip", required_argument, 0, 's'},
    {"no-squeezing", no_argument, 0, 'v'},
    {"help", no_argument, 0, 'h'},
    {0, 0, 0, 0},
  };
  for (int option; (option = getopt_long(argc, argv, "Cn:s:v", options, 0)) != -1;) switch (option) {
    case 'C': is_canonical = true; break;
    case 'n': limit = read_number(optarg); break;
    case 's': skip = read_number(optarg); break;
    case 'v': shows_all = true; break;
    case 'h': fputs(help, stdout); exit(0);
    default: fputs("Try 'hexdump --help' for more information.\n", stderr); exit(1);
  }
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  names = argv + optind;
  file = optind == argc ? stdin : open_next();
  long wanted = limit;
  limit = skip;
  for (long skipped = 0; skipped < skip; skipped++)
    if (next_byte() == EOF) skip = skipped;
  limit = wanted;
  dump();
  if (fflush(stdout) == EOF) {
    perror("hexdump: write error");
    return 1;
  }
  return failed ? 1 : 0;
}
