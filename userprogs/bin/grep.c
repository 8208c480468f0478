// grep: writes the lines that match a pattern.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
  "Usage: grep [OPTION]... PATTERN [FILE]...\n"
  "Write the lines of each FILE (standard input where there is none, or where FILE is -) that match PATTERN.\n"
  "\n"
  "In PATTERN: .  any character          [abc] [a-z] [^a-z] [[:digit:]]  one of a set, or none of it\n"
  "            *  the item before, any number of times      \\+  at least once      \\?  at most once\n"
  "            ^  the line's beginning   $  its end          \\  the next character for itself\n"
  "\n"
  "  -c, --count            only how many lines match\n"
  "  -e, --regexp=PATTERN   the pattern, where it begins with -\n"
  "  -F, --fixed-strings    no character of PATTERN is special\n"
  "  -h, --no-filename      no file names before the lines\n"
  "  -H, --with-filename    file names before the lines, even for one file\n"
  "  -i, --ignore-case      small letters and capitals are the same\n"
  "  -l, --files-with-matches  only the names of the files that have a match\n"
  "  -n, --line-number      the line's number before it\n"
  "  -q, --quiet            only the exit status\n"
  "  -s, --no-messages      say nothing of files that cannot be read\n"
  "  -v, --invert-match     the lines that do not match\n"
  "  -x, --line-regexp      the whole line must match\n"
  "      --help             show this help\n"
  "\n"
  "The exit status is 0 if a line was chosen, 1 if none was, 2 after an error.\n"
  "Example: grep -n 'ecall$' hello.s\n";

static bool counts, is_fixed, ignores_case, names_only, shows_numbers;
static bool is_quiet, is_silent, inverts, whole_line;
static int shows_names = -1;  // -1: only if there are several files
static const char *pattern;

// The pattern, translated: a row of items, each a set of characters with a number of times.

struct item {
  unsigned char set[32];  // a bit for each character
  int least;              // 0 or 1
  bool is_repeated;       // any number of times, rather than at most once
};

enum { MOST_ITEMS = 1000 };
static struct item items[MOST_ITEMS];
static int item_count;
static bool at_start, at_end;

static _Noreturn void fail(const char *message) {
  fprintf(stderr, "grep: %s\n", message);
  exit(2);
}

static void include(struct item *item, int c) {
  item->set[c / 8] |= (unsigned char)(1 << c % 8);
  if (!ignores_case) return;
  int other = islower(c) ? toupper(c) : tolower(c);
  item->set[other / 8] |= (unsigned char)(1 << other % 8);
}

static bool contains(const struct item *item, unsigned char c) { return item->set[c / 8] >> c % 8 & 1; }

// [:name:] in a set. Returns the place after it, or null if it is not one.
static const char *include_class(struct item *item, const char *p) {
  static const struct {
    const char *name;
    int (*test)(int);
  } classes[] = {
    {"[:alpha:]", isalpha}, {"[:digit:]", isdigit}, {"[:alnum:]", isalnum},
    {"[:space:]", isspace}, {"[:upper:]", isupper}, {"[:lower:]", islower},
    {"[:punct:]", ispunct}, {"[:xdigit:]", isxdigit}, {"[:blank:]", isblank},
    {"[:print:]", isprint}, {"[:cntrl:]", iscntrl}, {"[:graph:]", isgraph},
  };
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    size_t length = strlen(classes[i].name);
    if (strncmp(p, classes[i].name, length) != 0) continue;
    for (int c = 0; c < 128; c++)
      if (classes[i].test(c)) include(item, c);
    return p + length;
  }
  return 0;
}

// A set, from behind its [. Returns the place after its ].
static const char *read_set(struct item *item, const char *p) {
  bool is_negated = *p == '^';
  if (is_negated) p++;
  for (bool is_first = true; *p != ']' || is_first; is_first = false) {
    if (*p == 0) fail("Unmatched [, [^, [:, [., or [=");
    const char *after_class = include_class(item, p);
    if (after_class != 0) {
      p = after_class;
      continue;
    }
    int first = (unsigned char)*p++, last = first;
    if (p[0] == '-' && p[1] != ']' && p[1] != 0) {
      last = (unsigned char)p[1];
      p += 2;
      if (last < first) fail("Invalid range end");
    }
    for (int c = first; c <= last; c++) include(item, c);
  }
  if (is_negated)
    for (int i = 0; i < 32; i++) item->set[i] = (unsigned char)~item->set[i];
  return p + 1;
}

// One item without its number of times. Returns the place after it.
static const char *read_item(struct item *item, const char *p) {
  if (*p == '[') return read_set(item, p + 1);
  if (*p == '.') {
    memset(item->set, 0xff, sizeof item->set);
    return p + 1;
  }
  if (*p == '\\') {
    p++;
    if (*p == 0) fail("Trailing backslash");
    if (strchr("(){}|<>123456789", *p) != 0) fail("groups, alternatives and counts are not known here");
  }
  include(item, (unsigned char)*p);
  return p + 1;
}

// How often the item may come. Returns the place after it.
static const char *read_times(struct item *item, const char *p) {
  item->least = 1;
  for (;; p++) {
    if (*p == '*') item->least = 0, item->is_repeated = true;
    else if (p[0] == '\\' && p[1] == '+') item->is_repeated = true, p++;
    else if (p[0] == '\\' && p[1] == '?') item->least = 0, p++;
    else return p;
  }
}

static struct item *new_item(void) {
  if (item_count == MOST_ITEMS) fail("the pattern is too long");
  return &items[item_count++];
}

static void translate_fixed(const char *p) {
  for (; *p != 0; p++) {
    struct item *item = new_item();
    include(item, (unsigned char)*p);
    item->least = 1;
  }
}

static void translate(const char *p) {
  at_start = at_end = whole_line;
  if (is_fixed) {
    translate_fixed(p);
    return;
  }
  if (*p == '^') {
    at_start = true;
    p++;
  }
  while (*p != 0) {
    if (p[0] == '$' && p[1] == 0) {
      at_end = true;
      return;
    }
    struct item *item = new_item();
    bool is_literal_star = *p == '*' && item_count == 1;
    if (is_literal_star) include(item, *p++);
    else p = read_item(item, p);
    p = read_times(item, p);
  }
}

// Matching: as many characters as possible for each repeated item, and fewer where the rest then does not
// fit.

static bool matches_from(int item, const char *p, const char *end) {
  for (; item < item_count; item++) {
    const struct item *i = &items[item];
    if (i->least == 1 && !i->is_repeated) {
      if (p == end || !contains(i, (unsigned char)*p)) return false;
      p++;
      continue;
    }
    const char *most = p, *limit = i->is_repeated ? end : p < end ? p + 1 : p;
    while (most < limit && contains(i, (unsigned char)*most)) most++;
    for (; most >= p + i->least; most--)
      if (matches_from(item + 1, most, end)) return true;
    return false;
  }
  return !at_end || p == end;
}

static bool matches(const char *text, const char *end) {
  if (at_start) return matches_from(0, text, end);
  for (const char *p = text; p <= end; p++)
    if (matches_from(0, p, end)) return true;
  return false;
}

static void show_line(const char *name, long number, const char *text, size_t length) {
  if (shows_names) printf("%s:", name);
  if (shows_numbers) printf("%ld:", number);
  fwrite(text, 1, length, stdout);
  putchar('\n');
}

// How many lines were chosen; -1 after an error.
static long search(FILE *file, const char *name) {
  char *text = 0;
  size_t room = 0;
  ssize_t length;
  long chosen = 0;
  for (long number = 1; (length = getline(&text, &room, file)) > 0; number++) {
    if (text[length - 1] == '\n') length--;
    if (matches(text, text + length) == inverts) continue;
    chosen++;
    if (is_quiet || names_only) break;
    if (!counts) show_line(name, number, text, (size_t)length);
  }
  free(text);
  return ferror(file) ? -1 : chosen;
}

static long search_file(const char *name) {
  bool is_input = strcmp(name, "-") == 0;
  FILE *file = is_input ? stdin : fopen(name, "r");
  const char *shown_name = is_input ? "(standard input)" : name;
  long chosen = file == 0 ? -1 : search(file, shown_name);
  if (chosen < 0 && !is_silent) {
    fflush(stdout);
    fprintf(stderr, "grep: %s: %s\n", name, strerror(errno));
  }
  if (file != 0 && !is_input) fclose(file);
  if (chosen < 0 || is_quiet) return chosen;
  if (names_only && chosen > 0) printf("%s\n", shown_name);
  if (counts && !names_only && shows_names) printf("%s:%ld\n", shown_name, chosen);
  if (counts && !names_only && !shows_names) printf("%ld\n", chosen);
  return chosen;
}

static _Noreturn void refuse(void) {
  fputs("Usage: grep [OPTION]... PATTERN [FILE]...\nTry 'grep --help' for more information.\n", stderr);
  exit(2);
}

static void read_options(int argc, char **argv) {
  static const struct option names[] = {
    {"count", no_argument, 0, 'c'},
    {"regexp", required_argument, 0, 'e'},
    {"fixed-strings", no_argument, 0, 'F'},
    {"no-filename", no_argument, 0, 'h'},
    {"with-filename", no_argument, 0, 'H'},
    {"ignore-case", no_argument, 0, 'i'},
    {"files-with-matches", no_argument, 0, 'l'},
    {"line-number", no_argument, 0, 'n'},
    {"quiet", no_argument, 0, 'q'},
    {"silent", no_argument, 0, 'q'},
    {"no-messages", no_argument, 0, 's'},
    {"invert-match", no_argument, 0, 'v'},
    {"line-regexp", no_argument, 0, 'x'},
    {"help", no_argument, 0, '?' + 256},
    {0, 0, 0, 0},
  };
  for (int option; (option = getopt_long(argc, argv, "ce:FhHilnqsvx", names, 0)) != -1;) switch (option) {
    case 'c': counts = true; break;
    case 'e': pattern = optarg; break;
    case 'F': is_fixed = true; break;
    case 'h': shows_names = 0; break;
    case 'H': shows_names = 1; break;
    case 'i': ignores_case = true; break;
    case 'l': names_only = true; break;
    case 'n': shows_numbers = true; break;
    case 'q': is_quiet = true; break;
    case 's': is_silent = true; break;
    case 'v': inverts = true; break;
    case 'x': whole_line = true; break;
    case '?' + 256: fputs(help, stdout); exit(0);
    default: refuse();
  }
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  if (pattern == 0) {
    if (optind == argc) refuse();
    pattern = argv[optind++];
  }
  translate(pattern);
  if (shows_names < 0) shows_names = argc - optind > 1;
  long chosen = 0;
  bool failed = false;
  for (int i = optind; i < argc || i == optind; i++) {
    long result = search_file(i < argc ? argv[i] : "-");
    if (result < 0) failed = true;
    else chosen += result;
    if (is_quiet && chosen > 0) return 0;
  }
  if (fflush(stdout) == EOF) {
    perror("grep: write error");
    return 2;
  }
  return failed ? 2 : chosen > 0 ? 0 : 1;
}
