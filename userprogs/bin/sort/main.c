// The command line, reading, and writing.
#include "sort.h"

const char help[] =
  "Usage: sort [OPTION]... [FILE]...\n"
  "Write the lines of all FILEs (standard input where there is none, or where FILE is -) in order.\n"
  "Characters are ordered by their codes, as elsewhere with LC_ALL=C.\n"
  "\n"
  "  -b, --ignore-leading-blanks  ignore blanks at the beginning\n"
  "  -d, --dictionary-order       only letters, digits and blanks count\n"
  "  -f, --ignore-case            take small letters as capitals\n"
  "  -g, --general-numeric-sort   compare as numbers that may have an exponent\n"
  "  -h, --human-numeric-sort     compare as sizes: 900 before 2K before 1M\n"
  "  -i, --ignore-nonprinting     only characters that can be seen count\n"
  "  -M, --month-sort             compare as months: JAN before FEB\n"
  "  -n, --numeric-sort           compare as decimal numbers\n"
  "  -R, --random-sort            in any order, with equal lines beside each other\n"
  "  -V, --version-sort           compare numbers in the text as numbers: a9 before a10\n"
  "      --sort=WORD              by one of the above: numeric, human-numeric, version ...\n"
  "  -r, --reverse                the greatest first\n"
  "\n"
  "  -k, --key=FIRST[,LAST]       compare from field FIRST to the end of field LAST (or of the line);\n"
  "                               2.3 is the third character of field 2; letters of bdfghiMnRrV behind it\n"
  "                               count for this key only\n"
  "  -t, --field-separator=CHAR   fields end at CHAR, not where blanks begin\n"
  "  -s, --stable                 leave lines that compare equal in the order of the input\n"
  "  -u, --unique                 of lines that compare equal write only the first\n"
  "\n"
  "  -c, --check  -C, --check=quiet   only say whether the input is in order, or only by the exit status\n"
  "  -m, --merge                  the FILEs are in order already\n"
  "  -o, --output=FILE            write to FILE, which may be one of those that are read\n"
  "  -z, --zero-terminated        lines end with a null byte\n"
  "      --help                   show this help\n"
  "\n"
  "Example: wc -l *.c | sort -rn\n";

static bool only_checks, is_quiet, merges;
static const char *output;  // null: standard output
static struct line *lines;
static size_t count, capacity;
static size_t *file_ends;  // how many lines there are with each file, for merging
static size_t file_count;

// Reading.

static _Noreturn void fail_at(const char *what, const char *name) {
  fflush(stdout);
  fprintf(stderr, "sort: %s: %s: %s\n", what, name, strerror(errno));
  exit(TROUBLE);
}

static void add(const char *text, size_t length) {
  if (count == capacity) lines = take_memory(lines, (capacity = 2 * capacity + 256) * sizeof *lines);
  struct line *line = &lines[count];
  *line = (struct line){.text = text, .length = length, .number = count};
  find_key(line, &keys[0], &line->key, &line->key_end);
  count++;
}

// All of the file, which stays in memory: lines point into it.
static char *read_all(FILE *file, const char *name, size_t *length) {
  char *text = 0;
  size_t room = 0;
  *length = 0;
  for (size_t size = 1; size > 0; *length += size) {
    if (room - *length < 65536) text = take_memory(text, room = 2 * room + 131072);
    size = fread(text + *length, 1, room - *length, file);
  }
  if (ferror(file)) fail_at("read failed", name);
  return text;
}

static void read_file(const char *name) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (file == 0) fail_at("cannot read", name);
  size_t length;
  const char *p = read_all(file, name, &length), *end = p + length;
  close_input(file);
  while (p < end) {
    const char *next = memchr(p, line_end, (size_t)(end - p));
    if (next == 0) next = end;
    add(p, (size_t)(next - p));
    p = next + 1;
  }
  file_ends = take_memory(file_ends, (file_count + 1) * sizeof *file_ends);
  file_ends[file_count++] = count;
}

// Order.

static int check(const char *name) {
  for (size_t i = 1; i < count; i++) {
    int order = compare_lines(&lines[i - 1], &lines[i]);
    if (order <= 0 && !(is_unique && compare_keys(&lines[i - 1], &lines[i]) == 0)) continue;
    if (!is_quiet)
      fprintf(stderr, "sort: %s:%zu: disorder: %.*s\n", name, i + 1, (int)lines[i].length, lines[i].text);
    return 1;
  }
  return 0;
}

// Takes the least of the files' next lines again and again.
static void merge(void) {
  struct line *merged = take_memory(0, count * sizeof *merged);
  size_t *next = take_memory(0, file_count * sizeof *next);
  for (size_t i = 0; i < file_count; i++) next[i] = i == 0 ? 0 : file_ends[i - 1];
  for (size_t done = 0; done < count; done++) {
    size_t least = file_count;
    for (size_t i = 0; i < file_count; i++)
      if (next[i] < file_ends[i] &&
          (least == file_count || compare_lines(&lines[next[i]], &lines[next[least]]) < 0)) least = i;
    merged[done] = lines[next[least]++];
  }
  free(next);
  free(lines);
  lines = merged;
}

static void write_lines(void) {
  const struct line *last = 0;
  for (size_t i = 0; i < count; i++) {
    if (is_unique && last != 0 && compare_keys(last, &lines[i]) == 0) continue;
    last = &lines[i];
    fwrite(last->text, 1, last->length, stdout);
    putchar(line_end);
  }
}

// Options.

static void set_kind(const char *word) {
  static const char *const words[] = {
    "general-numeric", "human-numeric", "month", "numeric", "random", "version",
  };
  static const char letters[] = "ghMnRV";
  for (int i = 0; letters[i] != 0; i++)
    if (strcmp(word, words[i]) == 0) {
      read_modifier(&global, letters[i]);
      return;
    }
  fprintf(stderr, "sort: invalid argument '%s' for '--sort'\n", word);
  refuse(TROUBLE);
}

static void set_separator(const char *text) {
  if (*text == 0) fail(TROUBLE, "empty tab", "");
  if (strcmp(text, "\\0") == 0) text = "";
  else if (text[1] != 0) {
    fprintf(stderr, "sort: multi-character tab '%s'\n", text);
    exit(TROUBLE);
  }
  separator = (unsigned char)*text;
}

static void read_options(int argc, char **argv) {
  enum { SORT = 2000, IGNORED };
  static const struct option names[] = {
    {"ignore-leading-blanks", no_argument, 0, 'b'}, {"dictionary-order", no_argument, 0, 'd'},
    {"ignore-case", no_argument, 0, 'f'}, {"general-numeric-sort", no_argument, 0, 'g'},
    {"human-numeric-sort", no_argument, 0, 'h'}, {"ignore-nonprinting", no_argument, 0, 'i'},
    {"month-sort", no_argument, 0, 'M'}, {"numeric-sort", no_argument, 0, 'n'},
    {"random-sort", no_argument, 0, 'R'}, {"version-sort", no_argument, 0, 'V'},
    {"sort", required_argument, 0, SORT}, {"reverse", no_argument, 0, 'r'},
    {"key", required_argument, 0, 'k'}, {"field-separator", required_argument, 0, 't'},
    {"stable", no_argument, 0, 's'}, {"unique", no_argument, 0, 'u'},
    {"check", optional_argument, 0, 'c'}, {"merge", no_argument, 0, 'm'},
    {"output", required_argument, 0, 'o'}, {"zero-terminated", no_argument, 0, 'z'},
    {"parallel", required_argument, 0, IGNORED}, {"buffer-size", required_argument, 0, IGNORED},
    {"temporary-directory", required_argument, 0, IGNORED}, HELP_OPTION,
  };
  static const char letters[] = "bdfghiMnRrVcCk:mo:st:uzS:T:";
  for (int option; (option = next_option(argc, argv, letters, names, TROUBLE)) != -1;) {
    if (read_modifier(&global, option)) continue;
    switch (option) {
      case SORT: set_kind(optarg); break;
      case 'C': only_checks = is_quiet = true; break;
      case 'c': only_checks = true; is_quiet = optarg != 0 && *optarg != 'd'; break;
      case 'k': read_key(optarg); break;
      case 'm': merges = true; break;
      case 'o': output = optarg; break;
      case 's': is_stable = true; break;
      case 't': set_separator(optarg); break;
      case 'u': is_unique = true; break;
      case 'z': line_end = 0; break;
    }
  }
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  complete_keys();
  if (only_checks && argc - optind > 1) {
    fprintf(stderr, "sort: extra operand '%s' not allowed with -c\n", argv[optind + 1]);
    return TROUBLE;
  }
  if (optind == argc) read_file("-");
  for (int i = optind; i < argc; i++) read_file(argv[i]);
  if (only_checks) return check(optind < argc ? argv[optind] : "-");
  if (output != 0 && freopen(output, "w", stdout) == 0) fail_at("open failed", output);
  if (merges) merge();
  else if (count > 0) qsort(lines, count, sizeof *lines, compare_lines);
  write_lines();
  return finish(0) == 0 ? 0 : TROUBLE;
}
