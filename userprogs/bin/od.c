// od: shows bytes as numbers or characters, in groups.
#define TOOL "od"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: od [OPTION]... [FILE]...\n"
  "Show the bytes of all FILEs, one after the other (standard input where there is none, or where it is -).\n"
  "\n"
  "  -A, --address-radix=d|o|x|n  the places in decimal, octal, hexadecimal, not at all\n"
  "  -t, --format=TYPES   as TYPES say: a names, c characters, d numbers, u without sign, o octal,\n"
  "                       x hexadecimal; behind it the bytes of each (1, 2, 4, 8), and z for the text\n"
  "  -b -c -d -o -x -i -l  as -t o1, c, u2, o2, x2, d4, d8\n"
  "  -j, --skip-bytes=N   begin N bytes later         -N, --read-bytes=N   only N bytes\n"
  "  -v, --output-duplicates  lines that repeat the line before, too\n"
  "  -w, --width=N        N bytes a line (16)\n"
  "      --help           show this help\n"
  "\n"
  "Example: od -A x -t x1z program | head\n";

enum { MOST_WIDTH = 256, MOST_FORMATS = 16 };

struct format {
  char letter;
  int size, field;  // bytes, and the columns that one takes, with a blank before it
  bool shows_text;
};

static struct format formats[MOST_FORMATS];
static int format_count;
static char radix = 'o';
static long skip, limit = -1;
static size_t width = 16;
static bool shows_all, failed;
static char **names;
static FILE *file;

// Columns of the widest number of so many bytes.
static int columns_of(char letter, int size) {
  static const int octal[] = {3, 6, 0, 11, 0, 0, 0, 22}, signed_[] = {4, 6, 0, 11, 0, 0, 0, 20},
    plain[] = {3, 5, 0, 10, 0, 0, 0, 20};
  switch (letter) {
    case 'o': return octal[size - 1];
    case 'd': return signed_[size - 1];
    case 'u': return plain[size - 1];
    case 'x': return 2 * size;
    default: return 3;
  }
}

static void add_format(char letter, int size, bool shows_text) {
  if (format_count == MOST_FORMATS) fail(FAILURE, "too many formats", "");
  formats[format_count++] = (struct format){letter, size, columns_of(letter, size) + 1, shows_text};
}

static void read_formats(const char *text) {
  while (*text != 0) {
    char letter = *text++;
    if (strchr("acdoux", letter) == 0) fail(FAILURE, "invalid type string ", text - 1);
    int size = letter == 'a' || letter == 'c' ? 1 : 4;
    static const char words[] = "CSIL";
    const char *word = *text == 0 ? 0 : strchr(words, *text);
    if (letter != 'a' && letter != 'c' && word != 0) size = 1 << (word - words), text++;
    else if (letter != 'a' && letter != 'c' && isdigit((unsigned char)*text)) size = *text++ - '0';
    if (size != 1 && size != 2 && size != 4 && size != 8)
      fail(FAILURE, "invalid size in type string ", text - 1);
    bool shows_text = *text == 'z';
    text += shows_text;
    add_format(letter, size, shows_text);
  }
}

static int next_byte(void) {
  for (int c; limit != 0 && file != 0;) {
    if ((c = getc(file)) != EOF) return limit -= limit > 0, c;
    close_input(file);
    for (file = 0; file == 0 && *names != 0;)
      if ((file = open_input(*names++)) == 0) failed = true;
  }
  return EOF;
}

static void put_name(unsigned char c, int field) {
  static const char names_[] =
    "nulsohstxetxeotenqackbel bs ht nl vt ff cr so sidledc1dc2dc3dc4naksynetbcan emsubesc fs gs rs us sp";
  c &= 127;
  if (c == 127) printf("%*s", field, "del");
  else if (c <= ' ') printf("%*.3s", field, names_ + 3 * c);
  else printf("%*c", field, c);
}

static void put_char(unsigned char c, int field) {
  static const char letters[] = "abtnvfr";
  char text[8];
  if (c == 0) strcpy(text, "\\0");
  else if (c >= 7 && c <= 13) sprintf(text, "\\%c", letters[c - 7]);
  else if (isprint(c)) sprintf(text, "%c", c);
  else sprintf(text, "%03o", c);
  printf("%*s", field, text);
}

static void put_number(const struct format *format, unsigned long value, int field) {
  int digits = columns_of(format->letter, format->size), shift = 64 - 8 * format->size;
  switch (format->letter) {
    case 'o': printf("%*s%0*lo", field - digits, "", digits, value); break;
    case 'x': printf("%*s%0*lx", field - digits, "", digits, value); break;
    case 'u': printf("%*lu", field, value); break;
    default: printf("%*ld", field, (long)(value << shift) >> shift); break;
  }
}

static void put_value(const struct format *format, const unsigned char *bytes, int field) {
  unsigned long value = 0;
  for (int i = format->size; i-- > 0;) value = value << 8 | bytes[i];
  if (format->letter == 'a') put_name(*bytes, field);
  else if (format->letter == 'c') put_char(*bytes, field);
  else put_number(format, value, field);
}

static void put_address(long place) {
  if (radix == 'n') return;
  printf(radix == 'd' ? "%07ld" : radix == 'x' ? "%06lx" : "%07lo", (unsigned long)place);
}

// Fields of all formats take as much room as the widest needs, so that bytes stand below each other.
static int field_of(const struct format *format) {
  int widest = 0;
  for (int i = 0; i < format_count; i++) {
    int columns = formats[i].field * format->size;
    int per_unit = (columns + formats[i].size - 1) / formats[i].size;
    if (per_unit > widest) widest = per_unit;
  }
  return widest;
}

static void show(long place, const unsigned char *bytes, size_t count) {
  for (int i = 0; i < format_count; i++) {
    const struct format *format = &formats[i];
    int field = field_of(format);
    if (i == 0) put_address(place);
    else printf("%*s", radix == 'n' ? 0 : radix == 'x' ? 6 : 7, "");
    size_t used = 0;
    for (; used < count; used += (size_t)format->size) put_value(format, bytes + used, field);
    if (format->shows_text) {
      for (; used < width; used += (size_t)format->size) printf("%*s", field, "");
      fputs("  >", stdout);
      for (size_t j = 0; j < count; j++) putchar(isprint(bytes[j]) ? bytes[j] : '.');
      putchar('<');
    }
    putchar('\n');
  }
}

static void dump(void) {
  unsigned char line[MOST_WIDTH + 8], last[MOST_WIDTH];
  bool has_last = false, is_squeezing = false;
  long place = skip;
  for (size_t count = width; count == width; place += (long)count) {
    int c = 0;
    memset(line, 0, sizeof line);
    for (count = 0; count < width && (c = next_byte()) != EOF; count++) line[count] = (unsigned char)c;
    if (count == 0) break;
    bool is_repeated = !shows_all && count == width && has_last && memcmp(line, last, width) == 0;
    if (is_repeated && !is_squeezing) puts("*");
    else if (!is_repeated) show(place, line, count);
    is_squeezing = is_repeated;
    has_last = true;
    memcpy(last, line, width);
  }
  put_address(place);
  if (radix != 'n') putchar('\n');
}

static long read_bytes(const char *text, const char *what) {
  char *end;
  long value = strtol(text, &end, 0);
  return *end == 0 && end != text ? value : read_size(text, what);
}

int main(int argc, char **argv) {
  static const struct option options[] = {
    {"address-radix", required_argument, 0, 'A'}, {"format", required_argument, 0, 't'},
    {"skip-bytes", required_argument, 0, 'j'}, {"read-bytes", required_argument, 0, 'N'},
    {"output-duplicates", no_argument, 0, 'v'}, {"width", optional_argument, 0, 'w'}, HELP_OPTION,
  };
  static const char letters[] = "A:t:j:N:vw::abcdDoxXils";
  for (int option; (option = next_option(argc, argv, letters, options, FAILURE)) != -1;) switch (option) {
    case 'A': radix = *optarg; break;
    case 't': read_formats(optarg); break;
    case 'j': skip = read_bytes(optarg, "number of bytes to skip"); break;
    case 'N': limit = read_bytes(optarg, "number of bytes to read"); break;
    case 'v': shows_all = true; break;
    case 'w': width = optarg == 0 ? 32 : (size_t)read_bytes(optarg, "width"); break;
    case 'a': add_format('a', 1, false); break;
    case 'b': add_format('o', 1, false); break;
    case 'c': add_format('c', 1, false); break;
    case 'd': add_format('u', 2, false); break;
    case 'o': add_format('o', 2, false); break;
    case 's': add_format('d', 2, false); break;
    case 'x': add_format('x', 2, false); break;
    case 'i': add_format('d', 4, false); break;
    case 'X': add_format('x', 4, false); break;
    case 'D': add_format('u', 4, false); break;
    case 'l': add_format('d', 8, false); break;
  }
  if (strchr("doxn", radix) == 0) fail(FAILURE, "invalid output address radix", "");
  if (width < 1 || width > MOST_WIDTH) fail(FAILURE, "invalid width", "");
  if (format_count == 0) add_format('o', 2, false);
  static char *input[] = {"-", 0};
  names = optind == argc ? input : argv + optind;
  while (file == 0 && *names != 0)
    if ((file = open_input(*names++)) == 0) failed = true;
  long wanted = limit;
  limit = -1;
  for (long i = 0; i < skip; i++)
    if (next_byte() == EOF) fail(FAILURE, "cannot skip past end of combined input", "");
  limit = wanted;
  if (file != 0) dump();
  return finish(failed ? FAILURE : 0);
}
