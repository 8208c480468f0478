// grep: writes the lines that match a pattern.
#define TOOL "grep"
#include "tool.h"

#include <ctype.h>
#include <dirent.h>
#include <fnmatch.h>
#include <limits.h>
#include <regex.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: grep [OPTION]... PATTERN [FILE]...\n"
  "Write the lines of each FILE that match PATTERN. Without FILE, or where it is -, read standard input.\n"
  "\n"
  "In PATTERN: .  any character          [abc] [a-z] [^a-z] [[:digit:]]  one of a set, or none of it\n"
  "            *  the item before, any number of times   \\+ at least once   \\? at most once   \\{2,5\\}\n"
  "            ^  the line's beginning   $  its end   \\< \\>  a word's edges   \\(...\\)  a group\n"
  "            \\| or    \\1  what the first group matched    \\  the next character for itself\n"
  "\n"
  "  -E, --extended-regexp  + ? | ( ) { } without the backslashes\n"
  "  -F, --fixed-strings    no character of PATTERN is special\n"
  "  -G, --basic-regexp     as above\n"
  "  -e, --regexp=PATTERN   a pattern; several may be given\n"
  "  -f, --file=FILE        patterns, one a line\n"
  "  -i, --ignore-case      small letters and capitals are the same\n"
  "  -v, --invert-match     the lines that do not match\n"
  "  -w, --word-regexp      only whole words      -x, --line-regexp  only whole lines\n"
  "  -c, --count            only how many lines match\n"
  "  -l, --files-with-matches, -L, --files-without-match  only the names of files\n"
  "  -o, --only-matching    only what matches     -m, --max-count=N  at most N lines of each file\n"
  "  -n, --line-number      the line's number before it     -b, --byte-offset  where it is in the file\n"
  "  -h, --no-filename      no file names before the lines  -H, --with-filename  even for one file\n"
  "  -A, -B, -C NUMBER      so many lines after it, before it, both\n"
  "  -r, --recursive        the files in folders (.), too\n"
  "      --include=PATTERN, --exclude=PATTERN  only some of them\n"
  "  -q, --quiet            only the exit status            -s, --no-messages  nothing of unreadable files\n"
  "  -a, --text             show lines of files that are no text\n"
  "      --color[=WHEN]     colours: always, never, or auto (on a terminal)\n"
  "      --help             show this help\n"
  "\n"
  "The exit status is 0 if a line was chosen, 1 if none was, 2 after an error.\n"
  "Example: grep -n 'ecall$' hello.s\n";

enum { TROUBLE = 2 };

static bool counts, is_fixed, is_extended, ignores_case, lists_files, lists_others, shows_numbers,
  shows_offsets;
static bool is_quiet, is_silent, inverts, whole_line, whole_word, only_matching, is_recursive, shows_all,
  colors;
static int shows_names = -1;  // -1: only if there are several files
static long most_lines = -1, lines_before, lines_after;
static const char *included, *excluded;
static bool has_context;
static bool has_failed;

// Patterns.

static char *patterns;  // with newlines between them
static size_t patterns_length;
static bool has_pattern;

struct matcher {
  regex_t regex;
  char *fixed;  // the pattern itself, where nothing in it is special
  size_t length;
};
static struct matcher *matchers;
static size_t matcher_count;

static void add_patterns(const char *text, size_t length) {
  patterns = take_memory(patterns, patterns_length + length + 2);
  if (has_pattern) patterns[patterns_length++] = '\n';
  memcpy(patterns + patterns_length, text, length);
  patterns_length += length;
  patterns[patterns_length] = 0;
  has_pattern = true;
}

static void read_patterns(const char *name) {
  FILE *file = open_input(name);
  if (file == 0) exit(TROUBLE);
  char *line = 0;
  size_t room = 0;
  for (ssize_t length; (length = getline(&line, &room, file)) > 0;)
    add_patterns(line, (size_t)(length - (line[length - 1] == '\n')));
  free(line);
  close_input(file);
}

static bool is_plain(const char *pattern) { return pattern[strcspn(pattern, "\\[].*^$+?{}|()")] == 0; }

static void compile(char *pattern) {
  matchers = take_memory(matchers, (matcher_count + 1) * sizeof *matchers);
  struct matcher *matcher = &matchers[matcher_count++];
  *matcher = (struct matcher){.fixed = 0, .length = strlen(pattern)};
  if ((is_fixed || is_plain(pattern)) && !ignores_case) {
    matcher->fixed = pattern;
    return;
  }
  char *text = pattern;
  if (is_fixed) {
    char *end = text = take_memory(0, 2 * matcher->length + 1);
    for (char *p = pattern; *p != 0; p++) {
      if (strchr("\\[].*^$", *p) != 0) *end++ = '\\';
      *end++ = *p;
    }
    *end = 0;
  }
  int flags = (is_extended && !is_fixed ? REG_EXTENDED : 0) | (ignores_case ? REG_ICASE : 0);
  int error = regcomp(&matcher->regex, text, flags);
  if (error == 0) return;
  char message[100];
  regerror(error, &matcher->regex, message, sizeof message);
  fail(TROUBLE, message, "");
}

static void compile_all(void) {
  for (char *pattern = patterns; pattern != 0;) {
    char *newline = strchr(pattern, '\n');
    if (newline != 0) *newline = 0;
    compile(pattern);
    pattern = newline == 0 ? 0 : newline + 1;
  }
}

// A match in the line from `from` on: the leftmost, and of those the longest. False if there is none.
static bool match_once(
  struct matcher *matcher, const char *line, size_t length, size_t from, size_t *start, size_t *end) {
  if (matcher->fixed != 0) {
    const char *found = memmem(line + from, length - from, matcher->fixed, matcher->length);
    if (found == 0) return false;
    *start = (size_t)(found - line);
    *end = *start + matcher->length;
    return true;
  }
  regmatch_t match = {.rm_so = (regoff_t)from, .rm_eo = (regoff_t)length};
  int flags = REG_STARTEND | (from > 0 ? REG_NOTBOL : 0);
  int result = regexec(&matcher->regex, line, 1, &match, flags);
  if (result != 0 && result != REG_NOMATCH) fail(TROUBLE, "the pattern takes too long", "");
  *start = (size_t)match.rm_so;
  *end = (size_t)match.rm_eo;
  return result == 0;
}

static bool is_word_char(char c) { return c == '_' || isalnum((unsigned char)c); }

static bool is_whole(const char *line, size_t length, size_t start, size_t end) {
  if (whole_line) return start == 0 && end == length;
  return !(start > 0 && is_word_char(line[start - 1])) && !(end < length && is_word_char(line[end]));
}

// The same for whole words or lines: a shorter match, or one that begins later, may be whole where the first
// is not.
static bool match_whole(
  struct matcher *matcher, const char *line, size_t length, size_t from, size_t *start, size_t *end) {
  while (match_once(matcher, line, length, from, start, end)) {
    if (is_whole(line, length, *start, *end)) return true;
    for (size_t limit = *end; limit-- > *start;) {
      size_t shorter_start, shorter_end;
      if (!match_once(matcher, line, limit, *start, &shorter_start, &shorter_end) || shorter_start != *start)
        break;
      limit = shorter_end;
      if (!is_whole(line, length, *start, shorter_end)) continue;
      *end = shorter_end;
      return true;
    }
    if (whole_line || *start >= length) return false;
    from = *start + 1;
  }
  return false;
}

static bool find(const char *line, size_t length, size_t from, size_t *start, size_t *end) {
  bool found = false;
  for (size_t i = 0; i < matcher_count; i++) {
    size_t first, last;
    bool matches = whole_line || whole_word ? match_whole(&matchers[i], line, length, from, &first, &last)
                                            : match_once(&matchers[i], line, length, from, &first, &last);
    if (!matches || (found && (first > *start || (first == *start && last <= *end)))) continue;
    *start = first;
    *end = last;
    found = true;
  }
  return found;
}

// Output.

static void put_colored(const char *color, const char *text, size_t length) {
  if (colors) printf("\033[%sm\033[K", color);
  fwrite(text, 1, length, stdout);
  if (colors) fputs("\033[m\033[K", stdout);
}

static void put_separator(char c) { put_colored("36", &c, 1); }

static void write_prefix(const char *name, long number, size_t offset, char separator) {
  char text[24];
  if (shows_names > 0) put_colored("35", name, strlen(name)), put_separator(separator);
  if (shows_numbers) put_colored("32", text, (size_t)sprintf(text, "%ld", number)), put_separator(separator);
  if (shows_offsets) put_colored("32", text, (size_t)sprintf(text, "%zu", offset)), put_separator(separator);
}

static void write_matches(const char *name, long number, size_t offset, const char *line, size_t length) {
  size_t start, end;
  for (size_t from = 0; from <= length && find(line, length, from, &start, &end);) {
    if (end > start) {
      write_prefix(name, number, offset + start, ':');
      put_colored("01;31", line + start, end - start);
      putchar('\n');
    }
    from = end > start ? end : end + 1;
  }
}

static void write_line(
  const char *name, long number, size_t offset, const char *line, size_t length, bool is_match) {
  write_prefix(name, number, offset, is_match ? ':' : '-');
  size_t start, end, from = 0;
  while (colors && is_match && !inverts && from < length && find(line, length, from, &start, &end) &&
      end > start) {
    fwrite(line + from, 1, start - from, stdout);
    put_colored("01;31", line + start, end - start);
    from = end;
  }
  fwrite(line + from, 1, length - from, stdout);
  putchar('\n');
}

// Files.

// Lines that may be shown before a match.
struct kept {
  char *text;
  size_t length, offset;
};

struct search {
  const char *name;
  long number, chosen, last_shown, to_show_after;
  size_t offset;
  struct kept *kept;  // a ring
  long kept_count;
};

static void show_kept(struct search *search) {
  long first = search->number - search->kept_count;
  if (has_context && search->last_shown > 0 && first > search->last_shown + 1) {
    put_colored("36", "--", 2);
    putchar('\n');
  }
  for (long number = first; number < search->number; number++) {
    struct kept *kept = &search->kept[number % lines_before];
    write_line(search->name, number, kept->offset, kept->text, kept->length, false);
  }
  search->kept_count = 0;
}

static void keep(struct search *search, const char *line, size_t length) {
  if (lines_before == 0) return;
  struct kept *kept = &search->kept[search->number % lines_before];
  kept->text = take_memory(kept->text, length + 1);
  memcpy(kept->text, line, length);
  kept->length = length;
  kept->offset = search->offset;
  if (search->kept_count < lines_before) search->kept_count++;
}

static void show_chosen(struct search *search, const char *line, size_t length) {
  show_kept(search);
  if (!only_matching) write_line(search->name, search->number, search->offset, line, length, true);
  else if (!inverts) write_matches(search->name, search->number, search->offset, line, length);
  search->last_shown = search->number;
  search->to_show_after = lines_after;
}

// Whether only the number of chosen lines, or that there is one, matters.
static bool is_summary(void) { return counts || is_quiet || lists_files || lists_others; }

// How many lines were chosen; -1 after an error. A file with null bytes is no text, and its lines are not
// shown.
static long search(FILE *file, const char *name) {
  struct search search =
    {.name = name, .kept = take_memory(0, (size_t)(lines_before + 1) * sizeof *search.kept)};
  memset(search.kept, 0, (size_t)(lines_before + 1) * sizeof *search.kept);
  char *line = 0;
  size_t room = 0, start, end;
  bool is_binary = false;
  for (ssize_t size; (size = getline(&line, &room, file)) > 0; search.offset += (size_t)size) {
    size_t length = (size_t)size - (line[size - 1] == '\n');
    search.number++;
    is_binary |= !shows_all && memchr(line, 0, length) != 0;
    bool is_over = most_lines >= 0 && search.chosen >= most_lines;
    if (is_over && (search.to_show_after == 0 || is_summary())) break;
    if (!is_over && find(line, length, 0, &start, &end) != inverts) {
      search.chosen++;
      if (is_quiet || lists_files || lists_others) break;
      if (is_binary && !counts) break;
      if (!counts) show_chosen(&search, line, length);
    } else if (search.to_show_after > 0 && !is_summary()) {
      search.to_show_after--;
      if (!only_matching) write_line(name, search.number, search.offset, line, length, false);
      search.last_shown = search.number;
    } else if (!only_matching) keep(&search, line, length);
  }
  if (is_binary && search.chosen > 0 && !is_summary())
    fprintf(stderr, "grep: %s: binary file matches\n", name);
  for (long i = 0; i < lines_before; i++) free(search.kept[i].text);
  free(search.kept);
  free(line);
  return ferror(file) ? -1 : search.chosen;
}

static bool report(const char *name, long chosen) {
  if (counts && !is_quiet && !lists_files && !lists_others) {
    if (shows_names > 0) printf("%s:", name);
    printf("%ld\n", chosen);
  }
  if (!is_quiet && lists_files && chosen > 0) puts(name);
  if (!is_quiet && lists_others && chosen == 0) puts(name);
  return lists_others ? chosen == 0 : chosen > 0;
}

static bool search_path(const char *path, bool is_named);

static bool search_folder(const char *path) {
  struct dirent **entries;
  int count = scandir(path, &entries, 0, 0);
  bool found = false;
  if (count < 0 && !is_silent) complain(path);
  has_failed |= count < 0;
  for (int i = 0; i < count; i++) {
    char inner[PATH_MAX];
    const char *name = entries[i]->d_name;
    bool is_inner = strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    if (is_inner && snprintf(inner, sizeof inner, "%s%s%s", path, slash, name) < (int)sizeof inner)
      found |= search_path(inner, false);
    free(entries[i]);
  }
  if (count >= 0) free(entries);
  return found;
}

// In folders, only ordinary files count, and those that were included.
static bool is_skipped(const char *path, const struct stat *status) {
  const char *name = strrchr(path, '/') == 0 ? path : strrchr(path, '/') + 1;
  if (S_ISDIR(status->st_mode)) return false;
  if (!S_ISREG(status->st_mode)) return true;
  if (included != 0 && fnmatch(included, name, 0) != 0) return true;
  return excluded != 0 && fnmatch(excluded, name, 0) == 0;
}

static bool search_path(const char *path, bool is_named) {
  struct stat status;
  bool is_input = is_named && strcmp(path, "-") == 0;
  if (!is_named && (lstat(path, &status) < 0 || is_skipped(path, &status))) return false;
  bool is_folder = !is_input && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
  if (is_folder && is_recursive) return search_folder(path);
  if (is_folder) {
    if (!is_silent) fflush(stdout), fprintf(stderr, "grep: %s: Is a directory\n", path);
    has_failed = true;
    return false;
  }
  FILE *file = is_input ? stdin : fopen(path, "r");
  const char *name = is_input ? "(standard input)" : path;
  long chosen = file == 0 ? -1 : search(file, name);
  if (chosen < 0 && !is_silent) complain(path);
  has_failed |= chosen < 0;
  bool found = chosen >= 0 && report(name, chosen);
  close_input(file);
  if (is_quiet && found) exit(0);
  return found;
}

// Options.

static long read_count(const char *text) {
  char *end;
  long count = strtol(text, &end, 10);
  if (end == text || *end != 0 || count < 0) fail(TROUBLE, text, ": invalid context length argument");
  has_context = true;
  return count;
}

static void set_color(const char *when) {
  colors = when == 0 || strcmp(when, "always") == 0 || (strcmp(when, "auto") == 0 && isatty(STDOUT_FILENO));
}

static void read_options(int argc, char **argv) {
  enum { INCLUDE = 2000, EXCLUDE, COLOR };
  static const struct option names[] = {
    {"extended-regexp", no_argument, 0, 'E'}, {"fixed-strings", no_argument, 0, 'F'},
    {"basic-regexp", no_argument, 0, 'G'}, {"regexp", required_argument, 0, 'e'},
    {"file", required_argument, 0, 'f'}, {"ignore-case", no_argument, 0, 'i'},
    {"invert-match", no_argument, 0, 'v'},
    {"word-regexp", no_argument, 0, 'w'}, {"line-regexp", no_argument, 0, 'x'},
    {"count", no_argument, 0, 'c'},
    {"files-with-matches", no_argument, 0, 'l'}, {"files-without-match", no_argument, 0, 'L'},
    {"only-matching", no_argument, 0, 'o'}, {"max-count", required_argument, 0, 'm'},
    {"line-number", no_argument, 0, 'n'}, {"byte-offset", no_argument, 0, 'b'},
    {"no-filename", no_argument, 0, 'h'},
    {"with-filename", no_argument, 0, 'H'}, {"after-context", required_argument, 0, 'A'},
    {"before-context", required_argument, 0, 'B'}, {"context", required_argument, 0, 'C'},
    {"recursive", no_argument, 0, 'r'}, {"include", required_argument, 0, INCLUDE},
    {"exclude", required_argument, 0, EXCLUDE}, {"quiet", no_argument, 0, 'q'},
    {"silent", no_argument, 0, 'q'},
    {"no-messages", no_argument, 0, 's'}, {"text", no_argument, 0, 'a'},
    {"color", optional_argument, 0, COLOR},
    {"colour", optional_argument, 0, COLOR}, HELP_OPTION,
  };
  static const char letters[] = "EFGe:f:ivwxclLom:nbhHA:B:C:rRqsa";
  for (int option; (option = next_option(argc, argv, letters, names, TROUBLE)) != -1;) switch (option) {
    case 'E': is_extended = true; is_fixed = false; break;
    case 'F': is_fixed = true; break;
    case 'G': is_extended = is_fixed = false; break;
    case 'e': add_patterns(optarg, strlen(optarg)); break;
    case 'f': read_patterns(optarg); break;
    case 'i': ignores_case = true; break;
    case 'v': inverts = true; break;
    case 'w': whole_word = true; break;
    case 'x': whole_line = true; break;
    case 'c': counts = true; break;
    case 'l': lists_files = true; break;
    case 'L': lists_others = true; break;
    case 'o': only_matching = true; break;
    case 'm': most_lines = read_size(optarg, "max count"); break;
    case 'n': shows_numbers = true; break;
    case 'b': shows_offsets = true; break;
    case 'h': shows_names = 0; break;
    case 'H': shows_names = 1; break;
    case 'A': lines_after = read_count(optarg); break;
    case 'B': lines_before = read_count(optarg); break;
    case 'C': lines_before = lines_after = read_count(optarg); break;
    case 'r': case 'R': is_recursive = true; break;
    case 'q': is_quiet = true; break;
    case 's': is_silent = true; break;
    case 'a': shows_all = true; break;
    case INCLUDE: included = optarg; break;
    case EXCLUDE: excluded = optarg; break;
    case COLOR: set_color(optarg); break;
  }
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  if (!has_pattern) {
    if (optind == argc) {
      fputs("Usage: grep [OPTION]... PATTERN [FILE]...\n", stderr);
      refuse(TROUBLE);
    }
    add_patterns(argv[optind], strlen(argv[optind]));
    optind++;
  }
  compile_all();
  if (shows_names < 0) shows_names = argc - optind > 1 || is_recursive;
  bool found = false;
  if (optind == argc) found = search_path(is_recursive ? "." : "-", true);
  for (int i = optind; i < argc; i++) found |= search_path(argv[i], true);
  return finish(has_failed ? TROUBLE : found ? 0 : 1);
}
