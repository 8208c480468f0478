// tr: translates, squeezes or deletes characters.
#define TOOL "tr"
#include "tool.h"

#include <ctype.h>
#include <unistd.h>

const char help[] =
  "Usage: tr [OPTION]... SET1 [SET2]\n"
  "Copy standard input to standard output, each character of SET1 replaced by that at its place in SET2.\n"
  "\n"
  "  -c, -C, --complement    all characters that are not in SET1\n"
  "  -d, --delete            delete the characters of SET1\n"
  "  -s, --squeeze-repeats   write only one where a character of the last SET is repeated\n"
  "  -t, --truncate-set1     only as many of SET1 as SET2 has (otherwise SET2's last is repeated)\n"
  "      --help              show this help\n"
  "\n"
  "In a SET: a-z  [:alpha:] [:digit:] [:space:] [:upper:] ...  \\n \\t \\\\ \\NNN (octal)  [x*]  [x*5]\n"
  "Example: tr a-z A-Z < names\n";

struct set {
  unsigned char *list;
  size_t count;
  size_t fill_at;  // where [x*] stands, which is repeated as often as it must
  bool fills;
  bool has_case_class;
};

static bool is_complement, deletes, squeezes, truncates;

static void add(struct set *set, int c) {
  set->list = take_memory(set->list, set->count + 1);
  set->list[set->count++] = (unsigned char)c;
}

// One character, which may be behind a backslash.
static const char *read_char(const char *p, int *c) {
  static const char letters[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
  if (*p != '\\' || p[1] == 0) {
    *c = (unsigned char)*p;
    return p + 1;
  }
  p++;
  if (*p >= '0' && *p <= '7') {
    *c = 0;
    for (int digits = 0; digits < 3 && *p >= '0' && *p <= '7' && 8 * *c + *p - '0' < 256; digits++)
      *c = 8 * *c + *p++ - '0';
    return p;
  }
  const char *known = strchr(letters, *p);
  *c = known != 0 ? values[known - letters] : (unsigned char)*p;
  return p + 1;
}

// [:name:], from its bracket. Returns the place after it, or null if it is none.
static const char *read_class(struct set *set, const char *p) {
  static const struct {
    const char *name;
    int (*test)(int);
  } classes[] = {
    {"[:alpha:]", isalpha}, {"[:digit:]", isdigit}, {"[:alnum:]", isalnum}, {"[:space:]", isspace},
    {"[:upper:]", isupper}, {"[:lower:]", islower}, {"[:punct:]", ispunct}, {"[:xdigit:]", isxdigit},
    {"[:blank:]", isblank}, {"[:print:]", isprint}, {"[:cntrl:]", iscntrl}, {"[:graph:]", isgraph},
  };
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    size_t length = strlen(classes[i].name);
    if (strncmp(p, classes[i].name, length) != 0) continue;
    set->has_case_class |= classes[i].test == isupper || classes[i].test == islower;
    for (int c = 0; c < 128; c++)
      if (classes[i].test(c)) add(set, c);
    return p + length;
  }
  if (strncmp(p, "[:", 2) == 0 && strstr(p + 2, ":]") != 0) fail(FAILURE, "invalid character class ", p);
  return 0;
}

// [x*5] or [x*], from its bracket.
static const char *read_repeat(struct set *set, const char *p) {
  int c;
  const char *star = read_char(p + 1, &c);
  if (p[1] == 0 || *star != '*') return 0;
  char *end;
  long times = strtol(star + 1, &end, star[1] == '0' ? 8 : 10);
  if (*end != ']') return 0;
  if (times == 0) {
    set->fills = true;
    set->fill_at = set->count;
    add(set, c);
  }
  while (times-- > 0) add(set, c);
  return end + 1;
}

static struct set read_set(const char *p) {
  struct set set = {0};
  while (*p != 0) {
    const char *after = 0;
    if (*p == '[') after = read_class(&set, p);
    if (*p == '[' && after == 0) after = read_repeat(&set, p);
    if (after != 0) {
      p = after;
      continue;
    }
    int first, last;
    p = read_char(p, &first);
    last = first;
    if (p[0] == '-' && p[1] != 0) p = read_char(p + 1, &last);
    if (last < first) fail(FAILURE, "range-endpoints are in reverse collating sequence order", "");
    for (int c = first; c <= last; c++) add(&set, c);
  }
  return set;
}

static void complement(struct set *set) {
  bool has[256] = {false};
  for (size_t i = 0; i < set->count; i++) has[set->list[i]] = true;
  set->count = 0;
  for (int c = 0; c < 256; c++)
    if (!has[c]) add(set, c);
}

// Makes the second set as long as the first.
static void lengthen(struct set *set, size_t wanted) {
  if (set->count == 0) fail(FAILURE, "when not truncating set1, string2 must be non-empty", "");
  size_t place = set->fills ? set->fill_at : set->count - 1;
  while (set->count < wanted) {
    int c = set->list[place];
    add(set, c);
    memmove(set->list + place + 1, set->list + place, set->count - 1 - place);
    set->list[place] = (unsigned char)c;
  }
}

static void run(const unsigned char *map, const bool *is_deleted, const bool *is_squeezed) {
  int last = -1;
  static unsigned char buffer[32 * 1024];
  for (ssize_t size; (size = read(STDIN_FILENO, buffer, sizeof buffer)) > 0;) {
    for (ssize_t i = 0; i < size; i++) {
      if (is_deleted[buffer[i]]) continue;
      int c = map[buffer[i]];
      if (c == last && is_squeezed[c]) continue;
      last = c;
      putchar(c);
    }
    fflush(stdout);
  }
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"complement", no_argument, 0, 'c'}, {"delete", no_argument, 0, 'd'},
    {"squeeze-repeats", no_argument, 0, 's'}, {"truncate-set1", no_argument, 0, 't'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "+cCdst", names, FAILURE)) != -1;) switch (option) {
    case 'c': case 'C': is_complement = true; break;
    case 'd': deletes = true; break;
    case 's': squeezes = true; break;
    case 't': truncates = true; break;
  }
  int count = argc - optind;
  int least = deletes == squeezes ? 2 : 1;
  if (count < least || count > 2) {
    fprintf(stderr, "tr: %s operand\n", count < least ? "missing" : "extra");
    refuse(FAILURE);
  }
  if (deletes && !squeezes && count == 2) {
    fprintf(stderr, "tr: extra operand '%s'\n", argv[optind + 1]);
    refuse(FAILURE);
  }
  struct set first = read_set(argv[optind]), second = {0};
  if (count == 2) second = read_set(argv[optind + 1]);
  if (is_complement) complement(&first);
  unsigned char map[256];
  bool is_deleted[256] = {false}, is_squeezed[256] = {false};
  for (int c = 0; c < 256; c++) map[c] = (unsigned char)c;
  bool translates = count == 2 && !deletes;
  if (translates && truncates && first.count > second.count) first.count = second.count;
  if (translates && second.count < first.count) lengthen(&second, first.count);
  for (size_t i = 0; translates && i < first.count; i++) map[first.list[i]] = second.list[i];
  for (size_t i = 0; deletes && i < first.count; i++) is_deleted[first.list[i]] = true;
  const struct set *last = count == 2 ? &second : &first;
  for (size_t i = 0; squeezes && i < last->count; i++) is_squeezed[last->list[i]] = true;
  run(map, is_deleted, is_squeezed);
  return finish(0);
}
