// uniq: writes one line where there are several alike in a row.
#define TOOL "uniq"
#include "tool.h"

#include <ctype.h>

const char help[] =
  "Usage: uniq [OPTION]... [INPUT [OUTPUT]]\n"
  "Of lines in a row that are alike, write only the first.\n"
  "\n"
  "  -c, --count          before each line how often it was there\n"
  "  -d, --repeated       only lines that were there more than once\n"
  "  -D, --all-repeated[=separate|prepend]  all lines that were there more than once, in groups\n"
  "      --group          all lines, with an empty one between groups\n"
  "  -u, --unique         only lines that were there once\n"
  "  -i, --ignore-case    small letters and capitals are the same\n"
  "  -f, --skip-fields=N  do not compare the first N fields\n"
  "  -s, --skip-chars=N   do not compare the first N characters (behind those fields)\n"
  "  -w, --check-chars=N  compare at most N characters\n"
  "  -z, --zero-terminated  lines end with a null byte\n"
  "      --help           show this help\n"
  "\n"
  "Example: sort words | uniq -c | sort -rn | head\n";

static bool counts, only_repeated, only_unique, ignores_case, shows_groups, shows_members;
static bool separates, begins_with_empty;
static char line_end = '\n';
static long skipped_fields, skipped_chars, most_chars = -1;

static const char *find_key(const char *line) {
  for (long i = 0; i < skipped_fields; i++) {
    while (isblank((unsigned char)*line)) line++;
    while (*line != 0 && !isblank((unsigned char)*line)) line++;
  }
  for (long i = 0; i < skipped_chars && *line != 0; i++) line++;
  return line;
}

static bool is_same(const char *a, const char *b) {
  a = find_key(a);
  b = find_key(b);
  if (most_chars >= 0) {
    size_t most = (size_t)most_chars;
    return (ignores_case ? strncasecmp(a, b, most) : strncmp(a, b, most)) == 0;
  }
  return (ignores_case ? strcasecmp(a, b) : strcmp(a, b)) == 0;
}

static void put_line(const char *line) {
  fputs(line, stdout);
  putchar(line_end);
}

// The last line of a group is known as such only when the next one has been read.
static void write_line(const char *line, long times) {
  if (shows_members || shows_groups) {
    if (shows_groups || times > 1) put_line(line);
    return;
  }
  if ((only_repeated && times == 1) || (only_unique && times > 1)) return;
  if (counts) printf("%7ld ", times);
  put_line(line);
}

// A line that has one like it behind it, as number `times` of its group.
static void write_member(const char *line, long times) {
  static bool is_later;
  if (!shows_members) {
    if (shows_groups) put_line(line);
    return;
  }
  if (times == 1 && separates && (is_later || begins_with_empty)) putchar(line_end);
  is_later = true;
  put_line(line);
}

static void filter(FILE *file) {
  char *line = 0, *next = 0;
  size_t room = 0, next_room = 0;
  long times = 0;
  for (ssize_t length; (length = getdelim(&next, &next_room, line_end, file)) > 0;) {
    if (next[length - 1] == line_end) next[length - 1] = 0;
    bool is_one_more = times > 0 && is_same(line, next);
    if (is_one_more) write_member(line, times);
    else if (times > 0) write_line(line, times);
    if (times > 0 && !is_one_more && shows_groups) putchar(line_end);
    times = is_one_more ? times + 1 : 1;
    if (is_one_more && !shows_members && !shows_groups) continue;  // the first of them stays
    char *kept = line;
    size_t kept_room = room;
    line = next, room = next_room;
    next = kept, next_room = kept_room;
  }
  if (times > 0) write_line(line, times);
  free(line);
  free(next);
}

int main(int argc, char **argv) {
  enum { GROUP = 2000 };
  static const struct option names[] = {
    {"all-repeated", optional_argument, 0, 'D'}, {"group", no_argument, 0, GROUP},
    {"zero-terminated", no_argument, 0, 'z'},
    {"count", no_argument, 0, 'c'}, {"repeated", no_argument, 0, 'd'}, {"unique", no_argument, 0, 'u'},
    {"ignore-case", no_argument, 0, 'i'}, {"skip-fields", required_argument, 0, 'f'},
    {"skip-chars", required_argument, 0, 's'}, {"check-chars", required_argument, 0, 'w'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "cdDuif:s:w:z", names, FAILURE)) != -1;)
    switch (option) {
    case 'c': counts = true; break;
    case 'd': only_repeated = true; break;
    case 'D':
      shows_members = true;
      separates = optarg != 0 && strcmp(optarg, "none") != 0;
      begins_with_empty = separates && strcmp(optarg, "prepend") == 0;
      break;
    case GROUP: shows_groups = true; break;
    case 'u': only_unique = true; break;
    case 'z': line_end = 0; break;
    case 'i': ignores_case = true; break;
    case 'f': skipped_fields = read_size(optarg, "number of fields to skip"); break;
    case 's': skipped_chars = read_size(optarg, "number of bytes to skip"); break;
    case 'w': most_chars = read_size(optarg, "number of bytes to compare"); break;
  }
  if (argc - optind > 2) fail(FAILURE, "extra operand ", argv[optind + 2]);
  FILE *file = optind < argc ? open_input(argv[optind]) : stdin;
  if (file == 0) return FAILURE;
  if (argc - optind == 2 && strcmp(argv[optind + 1], "-") != 0 &&
      freopen(argv[optind + 1], "w", stdout) == 0) {
    complain(argv[optind + 1]);
    return FAILURE;
  }
  filter(file);
  if (ferror(file)) complain(argv[optind]);
  return finish(ferror(file) ? FAILURE : 0);
}
