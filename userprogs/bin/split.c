// split: cuts a file into pieces.
#define TOOL "split"
#include "tool.h"

const char help[] =
  "Usage: split [OPTION]... [FILE [PREFIX]]\n"
  "Write FILE (standard input where there is none, or where it is -) in pieces to PREFIXaa (x), PREFIXab ...\n"
  "\n"
  "  -a, --suffix-length=N      names end with N letters (2)\n"
  "  -b, --bytes=N              pieces of N bytes\n"
  "  -d, --numeric-suffixes     digits, not letters\n"
  "  -l, --lines=N              pieces of N lines (1000)\n"
  "      --additional-suffix=TEXT  TEXT behind the name\n"
  "      --verbose              say what is made\n"
  "      --help                 show this help\n"
  "\n"
  "N may have one of k M G behind it.\n"
  "Example: split -l 100 names part-\n";

static const char *prefix = "x", *suffix = "";
static int length = 2;
static bool has_digits, is_verbose;
static long piece_count;

// The next piece's file: letters count as digits do.
static FILE *open_piece(void) {
  char *name = take_memory(0, strlen(prefix) + strlen(suffix) + (size_t)length + 1);
  char *end = stpcpy(name, prefix);
  long rest = piece_count++;
  int base = has_digits ? 10 : 26;
  for (int i = length; i-- > 0; rest /= base) end[i] = (char)((has_digits ? '0' : 'a') + rest % base);
  if (rest > 0) fail(FAILURE, "output file suffixes exhausted", "");
  strcpy(end + length, suffix);
  if (is_verbose) printf("creating file '%s'\n", name);
  FILE *file = fopen(name, "w");
  if (file == 0) complain(name), exit(FAILURE);
  free(name);
  return file;
}

static void close_piece(FILE *file) {
  if (file != 0 && fclose(file) == EOF) complain("write error"), exit(FAILURE);
}

static void cut(FILE *input, long most, bool counts_bytes) {
  FILE *piece = 0;
  long units = 0;
  for (int c; (c = getc(input)) != EOF;) {
    if (piece == 0) piece = open_piece();
    putc(c, piece);
    units += counts_bytes || c == '\n';
    if (units < most) continue;
    close_piece(piece);
    piece = 0;
    units = 0;
  }
  close_piece(piece);
}

int main(int argc, char **argv) {
  enum { SUFFIX = 2000, VERBOSE };
  static const struct option names[] = {
    {"suffix-length", required_argument, 0, 'a'}, {"bytes", required_argument, 0, 'b'},
    {"numeric-suffixes", no_argument, 0, 'd'}, {"lines", required_argument, 0, 'l'},
    {"additional-suffix", required_argument, 0, SUFFIX}, {"verbose", no_argument, 0, VERBOSE}, HELP_OPTION,
  };
  long most = 1000;
  bool counts_bytes = false;
  for (int option; (option = next_option(argc, argv, "a:b:dl:", names, FAILURE)) != -1;) switch (option) {
    case 'a': length = (int)read_size(optarg, "suffix length"); break;
    case 'b': counts_bytes = true; most = read_size(optarg, "number of bytes"); break;
    case 'd': has_digits = true; break;
    case 'l': counts_bytes = false; most = read_size(optarg, "number of lines"); break;
    case SUFFIX: suffix = optarg; break;
    case VERBOSE: is_verbose = true; break;
  }
  if (most < 1 || length < 1) fail(FAILURE, "invalid number: '0'", "");
  FILE *input = optind < argc ? open_input(argv[optind]) : stdin;
  if (input == 0) return FAILURE;
  if (optind + 1 < argc) prefix = argv[optind + 1];
  cut(input, most, counts_bytes);
  return finish(ferror(input) ? FAILURE : 0);
}
