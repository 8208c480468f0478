// The command line.
#include "grep.h"

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
  "  -A, -B, -C NUMBER      so many lines after it, before it, both; -NUMBER is -C NUMBER\n"
  "      --group-separator=TEXT, --no-group-separator  TEXT (--) or nothing between such groups of lines\n"
  "  -r, --recursive        the files in folders (.), too   -R, --dereference-recursive  links, too\n"
  "      --include=PATTERN, --exclude=PATTERN, --exclude-dir=PATTERN  only some of them\n"
  "  -d, --directories=skip  no error for folders\n"
  "  -q, --quiet            only the exit status            -s, --no-messages  nothing of unreadable files\n"
  "  -a, --text             show lines of files that are no text   -I  leave such files out\n"
  "  -z, --null-data        lines end with a null byte     -Z, --null  a null byte behind names\n"
  "  -T, --initial-tab      a tab before the line          --label=NAME  the name of standard input\n"
  "      --color[=WHEN]     colours: always, never, or auto (on a terminal)\n"
  "      --help             show this help\n"
  "\n"
  "The exit status is 0 if a line was chosen, 1 if none was, 2 after an error.\n"
  "Example: grep -n 'ecall$' hello.s\n";

bool is_fixed, is_extended, ignores_case, whole_line, whole_word, inverts;
bool counts, lists_files, lists_others, only_matching, is_quiet, is_silent;
bool shows_numbers, shows_offsets, aligns, null_behind_names, colors, has_context, is_recursive;
bool follows_links, skips_folders;
enum binary binary;
int shows_names = -1;
long most_lines = -1, lines_before, lines_after;
const char *group_separator = "--", *label = "(standard input)";
char line_end = '\n';

static long read_count(const char *text) {
  char *end;
  long count = strtol(text, &end, 10);
  if (end == text || *end != 0 || count < 0) fail(TROUBLE, text, ": invalid context length argument");
  has_context = true;
  return count;
}

// -2 is -C 2, and -12 comes as two options.
static void add_digit(int digit) {
  static bool has_digit;
  lines_before = lines_after = (has_digit ? 10 * lines_before : 0) + digit - '0';
  has_context = has_digit = true;
}

static void set_binary(const char *word) {
  if (strcmp(word, "text") == 0) binary = BINARY_TEXT;
  else if (strcmp(word, "without-match") == 0) binary = BINARY_SKIPPED;
  else if (strcmp(word, "binary") != 0) fail(TROUBLE, "invalid argument for --binary-files: ", word);
}

static void set_folders(const char *word) {
  if (strcmp(word, "recurse") == 0) is_recursive = true;
  else if (strcmp(word, "skip") == 0) skips_folders = true;
  else if (strcmp(word, "read") != 0) fail(TROUBLE, "invalid argument for --directories: ", word);
}

static void set_color(const char *when) {
  colors = when == 0 || strcmp(when, "always") == 0 || (strcmp(when, "auto") == 0 && isatty(STDOUT_FILENO));
}

static void read_options(int argc, char **argv) {
  enum { INCLUDE = 2000, EXCLUDE, EXCLUDE_DIR, COLOR, SEPARATOR, NO_SEPARATOR, LABEL, BINARY, IGNORED };
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
    {"colour", optional_argument, 0, COLOR}, {"exclude-dir", required_argument, 0, EXCLUDE_DIR},
    {"group-separator", required_argument, 0, SEPARATOR},
    {"no-group-separator", no_argument, 0, NO_SEPARATOR},
    {"null-data", no_argument, 0, 'z'}, {"null", no_argument, 0, 'Z'}, {"initial-tab", no_argument, 0, 'T'},
    {"label", required_argument, 0, LABEL}, {"directories", required_argument, 0, 'd'},
    {"dereference-recursive", no_argument, 0, 'R'}, {"binary-files", required_argument, 0, BINARY},
    {"line-buffered", no_argument, 0, IGNORED}, {"binary", no_argument, 0, 'U'}, HELP_OPTION,
  };
  static const char letters[] = "EFGPe:f:iyvwxclLom:nbhHA:B:C:0123456789rRd:D:qsaIUzZT";
  for (int option; (option = next_option(argc, argv, letters, names, TROUBLE)) != -1;) switch (option) {
    case 'E': is_extended = true; is_fixed = false; break;
    case 'F': is_fixed = true; break;
    case 'G': is_extended = is_fixed = false; break;
    case 'e': add_patterns(optarg, strlen(optarg)); break;
    case 'f': read_patterns(optarg); break;
    case 'i': case 'y': ignores_case = true; break;
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
    case '0' ... '9': add_digit(option); break;
    case 'R': follows_links = true;  // fall through
    case 'r': is_recursive = true; break;
    case 'd': set_folders(optarg); break;
    case 'q': is_quiet = true; break;
    case 's': is_silent = true; break;
    case 'a': binary = BINARY_TEXT; break;
    case 'I': binary = BINARY_SKIPPED; break;
    case 'z': line_end = 0; break;
    case 'Z': null_behind_names = true; break;
    case 'T': aligns = true; break;
    case 'P': fail(TROUBLE, "there are no Perl patterns here; -E has most of what they are used for", "");
    case INCLUDE: include(optarg); break;
    case EXCLUDE: exclude(optarg); break;
    case EXCLUDE_DIR: exclude_folder(optarg); break;
    case SEPARATOR: group_separator = optarg; break;
    case NO_SEPARATOR: group_separator = 0; break;
    case LABEL: label = optarg; break;
    case BINARY: set_binary(optarg); break;
    case COLOR: set_color(optarg); break;
  }
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  if (!has_pattern()) {
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
