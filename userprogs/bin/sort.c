// sort: writes the lines of its input in order.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
  "Usage: sort [OPTION]... [FILE]...\n"
  "Write the lines of all FILEs (standard input where there is none, or where FILE is -) in order.\n"
  "Characters are ordered by their codes, as elsewhere with LC_ALL=C.\n"
  "\n"
  "  -b, --ignore-leading-blanks  ignore blanks at the beginning\n"
  "  -c, --check                  only say whether the input is in order\n"
  "  -f, --ignore-case            take small letters as capitals\n"
  "  -h, --human-numeric-sort     compare as sizes: 900 before 2K before 1M\n"
  "  -k, --key=POS1[,POS2]        compare from field POS1 to the end of field POS2 (or of the line); letters\n"
  "                               of b f h n r behind a field's number count for this key only\n"
  "  -n, --numeric-sort           compare as decimal numbers\n"
  "  -o, --output=FILE            write to FILE, which may be one of those that are read\n"
  "  -r, --reverse                the greatest first\n"
  "  -s, --stable                 leave lines that compare equal in the order of the input\n"
  "  -t, --field-separator=CHAR   fields end at CHAR, not where blanks begin\n"
  "  -u, --unique                 of lines that compare equal write only the first\n"
  "      --help                   show this help\n"
  "\n"
  "Example: wc -l *.c | sort -rn\n";

struct order {
  bool ignores_blanks, folds, is_numeric, is_human, is_reversed;
};

struct key {
  long first, last;  // fields from 1; last is 0 for the end of the line
  struct order order;
};

struct line {
  char *text;
  size_t length, number;
};

enum { MOST_KEYS = 16 };
static struct key keys[MOST_KEYS];
static int key_count;
static struct order global;
static bool is_unique, is_stable, only_checks;
static int separator = -1;
static const char *output;  // null: standard output

static struct line *lines;
static size_t count, capacity;

static _Noreturn void fail(const char *message, const char *detail) {
  fflush(stdout);
  fprintf(stderr, "sort: %s%s\n", message, detail);
  exit(2);
}

// Comparing.

static const char *skip_blanks(const char *p, const char *end) {
  while (p < end && isblank((unsigned char)*p)) p++;
  return p;
}

// Skips a field. Without a separator, a field begins with the blanks before it.
static const char *skip_field(const char *p, const char *end) {
  if (separator >= 0) {
    const char *found = memchr(p, separator, (size_t)(end - p));
    return found == 0 ? end : found;
  }
  p = skip_blanks(p, end);
  while (p < end && !isblank((unsigned char)*p)) p++;
  return p;
}

// The part of a line that a key compares.
static const char *find_key(const struct line *line, const struct key *key, const char **key_end) {
  const char *p = line->text, *end = line->text + line->length;
  *key_end = end;
  for (long field = 1; field < key->first && p < end; field++) {
    p = skip_field(p, end);
    if (separator >= 0 && p < end) p++;
  }
  if (key->last > 0) {
    const char *q = line->text;
    for (long field = 1; field <= key->last && q < end; field++) {
      if (field > 1 && separator >= 0) q++;
      q = skip_field(q, end);
    }
    *key_end = q;
  }
  if (key->order.ignores_blanks) p = skip_blanks(p, *key_end);
  return p < *key_end ? p : *key_end;
}

static const char *skip_digits(const char *p, const char *end) {
  while (p < end && isdigit((unsigned char)*p)) p++;
  return p;
}

// A decimal number in the text: its parts stay where they are, so it may have any number of digits.
struct decimal {
  int sign;  // 0 for zero
  const char *whole, *whole_end, *fraction, *fraction_end;
};

static struct decimal read_decimal(const char *p, const char *end) {
  struct decimal d;
  p = skip_blanks(p, end);
  d.sign = p < end && *p == '-' ? -1 : 1;
  if (d.sign < 0) p++;
  while (p < end && *p == '0') p++;
  d.whole = p;
  d.whole_end = skip_digits(p, end);
  d.fraction = d.whole_end < end && *d.whole_end == '.' ? d.whole_end + 1 : d.whole_end;
  d.fraction_end = skip_digits(d.fraction, end);
  while (d.fraction_end > d.fraction && d.fraction_end[-1] == '0') d.fraction_end--;
  if (d.whole == d.whole_end && d.fraction == d.fraction_end) d.sign = 0;
  return d;
}

static int compare_texts(const char *a, size_t m, const char *b, size_t n) {
  int order = memcmp(a, b, m < n ? m : n);
  return order != 0 ? order : (m > n) - (m < n);
}

static int compare_numbers(const char *a, const char *a_end, const char *b, const char *b_end) {
  struct decimal x = read_decimal(a, a_end), y = read_decimal(b, b_end);
  if (x.sign != y.sign) return x.sign - y.sign;
  long m = x.whole_end - x.whole, n = y.whole_end - y.whole;
  int order = m != n ? (m > n) - (m < n) : memcmp(x.whole, y.whole, (size_t)m);
  if (order == 0)
    order = compare_texts(
      x.fraction, (size_t)(x.fraction_end - x.fraction), y.fraction, (size_t)(y.fraction_end - y.fraction));
  return x.sign * order;
}

// The place of a size's unit in order, 0 for none.
static int unit_of(const struct decimal *d, const char *end) {
  static const char units[] = "KMGTPEZY";
  const char *p = d->fraction_end > d->whole_end ? d->fraction_end : d->whole_end;
  while (p < end && (isdigit((unsigned char)*p) || *p == '.')) p++;  // zeros at the fraction's end
  const char *unit = p < end ? strchr(units, *p == 'k' ? 'K' : *p) : 0;
  return unit == 0 || p == end ? 0 : (int)(unit - units) + 1;
}

static int compare_sizes(const char *a, const char *a_end, const char *b, const char *b_end) {
  struct decimal x = read_decimal(a, a_end), y = read_decimal(b, b_end);
  if (x.sign != y.sign) return x.sign - y.sign;
  int difference = x.sign == 0 ? 0 : unit_of(&x, a_end) - unit_of(&y, b_end);
  return difference != 0 ? x.sign * difference : compare_numbers(a, a_end, b, b_end);
}

static int compare_folded(const char *a, const char *a_end, const char *b, const char *b_end) {
  for (; a < a_end && b < b_end; a++, b++) {
    int order = toupper((unsigned char)*a) - toupper((unsigned char)*b);
    if (order != 0) return order;
  }
  return (a < a_end) - (b < b_end);
}

static int compare_by_key(const struct line *a, const struct line *b, const struct key *key) {
  const char *a_end, *b_end, *x = find_key(a, key, &a_end), *y = find_key(b, key, &b_end);
  int order;
  if (key->order.is_human) order = compare_sizes(x, a_end, y, b_end);
  else if (key->order.is_numeric) order = compare_numbers(x, a_end, y, b_end);
  else if (key->order.folds) order = compare_folded(x, a_end, y, b_end);
  else order = compare_texts(x, (size_t)(a_end - x), y, (size_t)(b_end - y));
  return key->order.is_reversed ? -order : order;
}

static int compare_keys(const struct line *a, const struct line *b) {
  int order = 0;
  for (int i = 0; i < key_count && order == 0; i++) order = compare_by_key(a, b, &keys[i]);
  return order;
}

// Lines whose keys are equal are ordered by all their bytes, and, if that must not be, as they were read.
static int compare(const void *left, const void *right) {
  const struct line *a = left, *b = right;
  int order = compare_keys(a, b);
  if (order == 0 && !is_unique && !is_stable) {
    order = compare_texts(a->text, a->length, b->text, b->length);
    if (global.is_reversed) order = -order;
  }
  return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

// Reading and writing.

static void add(char *text, size_t length) {
  if (count == capacity) {
    capacity = capacity == 0 ? 256 : 2 * capacity;
    lines = realloc(lines, capacity * sizeof *lines);
    if (lines == 0) fail("memory exhausted", "");
  }
  char *copy = malloc(length + 1);
  if (copy == 0) fail("memory exhausted", "");
  memcpy(copy, text, length);
  lines[count] = (struct line){copy, length, count};
  count++;
}

static void read_file(const char *name) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (file == 0) {
    fprintf(stderr, "sort: cannot read: %s: %s\n", name, strerror(errno));
    exit(2);
  }
  char *text = 0;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&text, &room, file)) > 0) {
    if (text[length - 1] == '\n') length--;
    add(text, (size_t)length);
  }
  if (ferror(file)) {
    fprintf(stderr, "sort: read failed: %s: %s\n", name, strerror(errno));
    exit(2);
  }
  free(text);
  if (file != stdin) fclose(file);
}

static int check(const char *name) {
  for (size_t i = 1; i < count; i++) {
    int order = compare(&lines[i - 1], &lines[i]);
    if (order > 0 || (is_unique && compare_keys(&lines[i - 1], &lines[i]) == 0)) {
      fprintf(stderr, "sort: %s:%zu: disorder: %.*s\n", name, i + 1, (int)lines[i].length, lines[i].text);
      return 1;
    }
  }
  return 0;
}

static void write_lines(void) {
  for (size_t i = 0; i < count; i++) {
    if (is_unique && i > 0 && compare_keys(&lines[i - 1], &lines[i]) == 0) continue;
    fwrite(lines[i].text, 1, lines[i].length, stdout);
    putchar('\n');
  }
  if (fflush(stdout) == EOF) fail("write failed: ", strerror(errno));
}

// Options.

static bool read_modifier(struct order *order, int letter) {
  switch (letter) {
    case 'b': order->ignores_blanks = true; return true;
    case 'f': order->folds = true; return true;
    case 'h': order->is_human = true; return true;
    case 'n': order->is_numeric = true; return true;
    case 'r': order->is_reversed = true; return true;
    default: return false;
  }
}

// A field's number and the letters behind it.
static char *read_position(char *text, long *field, struct order *order) {
  char *end;
  *field = strtol(text, &end, 10);
  if (end == text || *field < 1) fail("field number is zero or missing: ", text);
  while (read_modifier(order, *end)) end++;
  return end;
}

static void read_key(char *text) {
  if (key_count == MOST_KEYS) fail("too many keys", "");
  struct key key = {0};
  char *end = read_position(text, &key.first, &key.order);
  if (*end == ',') end = read_position(end + 1, &key.last, &key.order);
  if (*end != 0) fail("invalid key: ", text);
  keys[key_count++] = key;
}

static void read_options(int argc, char **argv) {
  static const struct option names[] = {
    {"ignore-leading-blanks", no_argument, 0, 'b'},
    {"check", no_argument, 0, 'c'},
    {"ignore-case", no_argument, 0, 'f'},
    {"human-numeric-sort", no_argument, 0, 'h'},
    {"key", required_argument, 0, 'k'},
    {"numeric-sort", no_argument, 0, 'n'},
    {"output", required_argument, 0, 'o'},
    {"reverse", no_argument, 0, 'r'},
    {"stable", no_argument, 0, 's'},
    {"field-separator", required_argument, 0, 't'},
    {"unique", no_argument, 0, 'u'},
    {"help", no_argument, 0, 1000},
    {0, 0, 0, 0},
  };
  for (int option; (option = getopt_long(argc, argv, "bcfhk:no:rst:u", names, 0)) != -1;) {
    if (read_modifier(&global, option)) continue;
    switch (option) {
      case 'c': only_checks = true; break;
      case 'k': read_key(optarg); break;
      case 'o': output = optarg; break;
      case 's': is_stable = true; break;
      case 't':
        separator = (unsigned char)*optarg;
        if (strlen(optarg) != 1) fail("the separator must be one character: ", optarg);
        break;
      case 'u': is_unique = true; break;
      case 1000: fputs(help, stdout); exit(0);
      default: fputs("Try 'sort --help' for more information.\n", stderr); exit(2);
    }
  }
}

// A key without letters of its own has those of the command line; without keys, the whole line is one.
static void complete_keys(void) {
  if (key_count == 0) keys[key_count++] = (struct key){.first = 1};
  for (int i = 0; i < key_count; i++) {
    struct order *own = &keys[i].order;
    if (!own->ignores_blanks && !own->folds && !own->is_numeric && !own->is_human && !own->is_reversed)
      *own = global;
  }
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  complete_keys();
  if (optind == argc) read_file("-");
  for (int i = optind; i < argc; i++) read_file(argv[i]);
  if (only_checks) return check(optind < argc ? argv[optind] : "-");
  if (output != 0 && freopen(output, "w", stdout) == 0) {
    fprintf(stderr, "sort: open failed: %s: %s\n", output, strerror(errno));
    return 2;
  }
  qsort(lines, count, sizeof *lines, compare);
  write_lines();
  return 0;
}
