// base64: bytes as letters and digits (RFC 4648).
#define TOOL "base64"
#include "tool.h"

const char help[] =
  "Usage: base64 [OPTION]... [FILE]\n"
  "Write FILE, or standard input, in letters, digits, + and /: four for each three bytes.\n"
  "\n"
  "  -d, --decode          the other way round\n"
  "  -i, --ignore-garbage  (with -d) pass over what is no such character\n"
  "  -w, --wrap=COUNT      this many characters in a line (76); 0 is one line\n"
  "      --help            show this help\n"
  "\n"
  "Example: base64 picture.png > picture.txt\n";

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static long width = 76, column;

static void write_character(char character) {
  putchar(character);
  if (width == 0 || ++column < width) return;
  putchar('\n');
  column = 0;
}

// Three bytes are four times six bits; where bytes are missing at the end, = stands for what has none of theirs.
static void encode(FILE *file) {
  unsigned char bytes[3];
  for (size_t size; (size = fread(bytes, 1, 3, file)) > 0;) {
    unsigned bits = (unsigned)bytes[0] << 16;
    if (size > 1) bits |= (unsigned)bytes[1] << 8;
    if (size > 2) bits |= bytes[2];
    for (size_t i = 0; i < 4; i++) write_character(i <= size ? alphabet[bits >> (18 - 6 * i) & 63] : '=');
  }
  if (column > 0) putchar('\n');
}

// The six bits of a character; -1 if it has none.
static int value_of(int character) {
  const char *place = character == 0 ? 0 : strchr(alphabet, character);
  return place == 0 ? -1 : (int)(place - alphabet);
}

static void write_bytes(unsigned bits, int characters) {
  for (int i = 0; i < characters - 1; i++) putchar((int)(bits >> (16 - 8 * i) & 255));
}

// False if something is no text of this kind. What came before it is written nevertheless.
static bool decode(FILE *file, bool ignores_garbage) {
  unsigned bits = 0;
  int count = 0, padding = 0;
  for (int character; (character = getc(file)) != EOF;) {
    int value = value_of(character);
    if (character == '\n') continue;
    if (character == '=' && count >= 2) {
      if (count + ++padding < 4) continue;
      write_bytes(bits, count);
      bits = 0;
      count = padding = 0;
    } else if (value < 0 || padding > 0) {
      if (value < 0 && character != '=' && ignores_garbage) continue;
      write_bytes(bits, count);
      return false;
    } else {
      bits |= (unsigned)value << (18 - 6 * count);
      if (++count < 4) continue;
      write_bytes(bits, count);
      bits = 0;
      count = 0;
    }
  }
  write_bytes(bits, count);
  return count == 0;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"decode", no_argument, 0, 'd'}, {"ignore-garbage", no_argument, 0, 'i'},
    {"wrap", required_argument, 0, 'w'}, HELP_OPTION,
  };
  bool decodes = false, ignores_garbage = false;
  for (int option; (option = next_option(argc, argv, "diw:", names, FAILURE)) != -1;) switch (option) {
    case 'd': decodes = true; break;
    case 'i': ignores_garbage = true; break;
    case 'w': width = read_size(optarg, "wrap size"); break;
  }
  if (width < 0) fail(FAILURE, "invalid wrap size: ", "negative");
  if (argc - optind > 1) {
    fprintf(stderr, "base64: extra operand '%s'\n", argv[optind + 1]);
    refuse(FAILURE);
  }
  const char *name = optind < argc ? argv[optind] : "-";
  FILE *file = open_input(name);
  if (file == 0) return FAILURE;
  bool done = true;
  if (decodes) done = decode(file, ignores_garbage);
  else encode(file);
  if (ferror(file)) complain(name), done = false;
  else if (!done) fflush(stdout), fputs("base64: invalid input\n", stderr);
  close_input(file);
  return finish(done ? 0 : FAILURE);
}
