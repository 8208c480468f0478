// hexdump: shows bytes as numbers.
#define TOOL "hexdump"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: hexdump [OPTION]... [FILE]...\n"
  "Show the bytes of all FILEs, one after the other (standard input where there is none), 16 a line.\n"
  "Lines that repeat the line before are shown once as *.\n"
  "\n"
  "  -C, --canonical     bytes in hexadecimal, and as characters\n"
  "  -b, -c              bytes in octal, as characters\n"
  "  -d, -o, -x          pairs of bytes, the low one first, in decimal, octal, hexadecimal\n"
  "  -n, --length=BYTES  show only so many bytes\n"
  "  -s, --skip=BYTES    begin so many bytes later\n"
  "  -v, --no-squeezing  show repeated lines too\n"
  "      --help          show this help\n"
  "\n"
  "Without an option, pairs as with -x, closer together. Numbers may be 0x10 or 020, with k or M behind.\n"
  "Example: hexdump -C -n 64 program\n";

enum { WIDTH = 16 };

static bool shows_all;
static char form;  // the option's letter
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

// One byte for -b and -c.
static void show_byte(unsigned char byte) {
  static const char names[] = "0abtnvfr";
  if (form == 'b') printf(" %03o", byte);
  else if (byte == 0 || (byte >= 7 && byte <= 13)) printf("  \\%c", byte == 0 ? '0' : names[byte - 6]);
  else if (isprint(byte)) printf("   %c", byte);
  else printf(" %03o", byte);
}

static void show_bytes(long offset, const unsigned char *bytes, int count) {
  printf("%07lx", offset);
  for (int i = 0; i < WIDTH; i++)
    if (i < count) show_byte(bytes[i]);
    else fputs("    ", stdout);
  putchar('\n');
}

static void show_wide_pairs(long offset, const unsigned char *bytes, int count) {
  const char *format = form == 'd' ? "   %05u" : form == 'o' ? "  %06o" : "    %04x";
  printf("%07lx", offset);
  for (int i = 0; i < WIDTH; i += 2)
    if (i < count) printf(format, bytes[i] | (i + 1 < count ? bytes[i + 1] : 0) << 8);
    else fputs("        ", stdout);
  putchar('\n');
}

static void show(long offset, const unsigned char *bytes, int count) {
  switch (form) {
    case 'C': show_canonical(offset, bytes, count); break;
    case 'b': case 'c': show_bytes(offset, bytes, count); break;
    case 'd': case 'o': case 'x': show_wide_pairs(offset, bytes, count); break;
    default: show_pairs(offset, bytes, count); break;
  }
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
    else if (!is_repeated) show(offset, line, count);
    is_squeezing = is_repeated;
    has_last = true;
    memcpy(last, line, WIDTH);
  }
  if (offset > skip || (skip > 0 && offset > 0)) printf(form == 'C' ? "%08lx\n" : "%07lx\n", offset);
}

static long read_number(const char *text) {
  char *end;
  errno = 0;
  long number = strtol(text, &end, 0);
  static const char units[] = "bkmg";
  static const long factors[] = {512, 1 << 10, 1 << 20, 1 << 30};
  const char *unit = *end == 0 ? 0 : strchr(units, tolower(*end));
  if (unit != 0 && !__builtin_mul_overflow(number, factors[unit - units], &number)) end++;
  if (*end == 0 && end != text && errno == 0 && number >= 0) return number;
  fprintf(stderr, "hexdump: not a number of bytes: %s\n", text);
  exit(1);
}

static void read_options(int argc, char **argv) {
  static const struct option options[] = {
    {"canonical", no_argument, 0, 'C'},
    {"length", required_argument, 0, 'n'}, {"skip", required_argument, 0, 's'},
    {"no-squeezing", no_argument, 0, 'v'}, {"one-byte-octal", no_argument, 0, 'b'},
    {"one-byte-char", no_argument, 0, 'c'},
    {"two-bytes-decimal", no_argument, 0, 'd'}, {"two-bytes-octal", no_argument, 0, 'o'},
    {"two-bytes-hex", no_argument, 0, 'x'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "bcCdn:os:vx", options, FAILURE)) != -1;)
    switch (option) {
    case 'n': limit = read_number(optarg); break;
    case 's': skip = read_number(optarg); break;
    case 'v': shows_all = true; break;
    default: form = (char)option; break;
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
  return finish(failed ? FAILURE : 0);
}
