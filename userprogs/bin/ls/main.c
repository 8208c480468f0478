// The command line.
#include "ls.h"

#include <sys/ioctl.h>

const char help[] =
  "Usage: ls [OPTION]... [FILE]...\n"
  "List each FILE; of a folder (the working folder where there is no FILE), what is in it.\n"
  "\n"
  "  -a, --all             names that begin with a period, too\n"
  "  -A, --almost-all      the same, without . and ..\n"
  "  -l                    one a line: permissions, links, owner, group, size, time, name\n"
  "  -n, -g, -o            as -l, but: numbers, not names; without the owner; without the group\n"
  "  -1                    one a line (by itself if the output is no terminal)\n"
  "  -C, -x, -m            in columns (by itself on a terminal), in rows, with commas between\n"
  "  -d, --directory       folders themselves, not what is in them\n"
  "  -R, --recursive       what is in the folders in the folders, too\n"
  "  -F, --classify        / after folders, * after programs, @ after links, | after pipes, = after sockets\n"
  "  -p, --file-type       only / after folders, all of these but *\n"
  "  -h, --human-readable  sizes as 1.5K, 2.0M; --si counts by 1000\n"
  "  -i, --inode           the file's number before it\n"
  "  -s, --size            the blocks of 1024 bytes that it takes before it\n"
  "  -L, --dereference     what links lead to, not the links; -H only of those that are named\n"
  "  -t, -S, -X, -v, -U    order by time, by size, by what is behind the period, with numbers, not at all\n"
  "  -f                    as -aU                    -r, --reverse   the other way round\n"
  "      --group-directories-first   folders before files\n"
  "      --sort=WORD       by none, size, time, version, extension, width\n"
  "  -u, -c                with the time of the last reading, of the last change of the status\n"
  "      --time-style=STYLE  full-iso, long-iso, iso, locale, or +FORMAT as for date\n"
  "  -B, --ignore-backups  not names that end with ~      -I, --ignore=PATTERN   not these\n"
  "  -b, -Q, -q, -N        names with \\n, in quotes, with ? for such characters, as they are\n"
  "  -w, --width=N         lines of N characters\n"
  "      --color[=WHEN]    colours: always, never, or auto (on a terminal)\n"
  "      --full-time       as -l, with the whole time\n"
  "      --help            show this help\n"
  "\n"
  "Example: ls -lt /tmp\n";

bool shows_all, almost_all, leaves_backups, only_names, is_recursive, dereferences, dereferences_named;
bool numeric, no_owner, no_group, is_human, is_decimal, shows_inode, shows_blocks, colors;
bool reverses, folders_first;
enum form form;
enum marks marks;
enum quoting quoting;
char order = 'n', which_time = 'm';
const char *time_style = "locale";
size_t line_width;
int exit_status;

static void set_color(const char *when) {
  if (when == 0 || strcmp(when, "always") == 0) colors = true;
  else colors = strcmp(when, "auto") == 0 && isatty(STDOUT_FILENO);
}

// The place of a word in a list of words; ends the tool if it is none of them.
static int choose(const char *word, const char *const *words, const char *option) {
  for (int i = 0; words[i] != 0; i++)
    if (strcmp(words[i], word) == 0) return i;
  fprintf(stderr, "ls: invalid argument '%s' for '--%s'\n", word, option);
  refuse(FAILURE);
}

static void set_order(const char *word) {
  static const char *const words[] = {"none", "size", "time", "version", "extension", "width", "name", 0};
  order = "UStvXWn"[choose(word, words, "sort")];
}

static void set_time(const char *word) {
  static const char *const words[] = {
    "atime", "access", "use", "ctime", "status", "mtime", "modification", 0,
  };
  which_time = "uuuccmm"[choose(word, words, "time")];
}

static void set_marks(const char *word) {
  static const char *const words[] = {"none", "slash", "file-type", "classify", 0};
  marks = (enum marks)choose(word, words, "indicator-style");
}

static void set_quoting(const char *word) {
  static const char *const words[] = {"literal", "shell", "shell-escape", "c", "escape", 0};
  static const enum quoting kinds[] = {QUOTE_NONE, QUOTE_SHELL, QUOTE_SHELL, QUOTE_C, QUOTE_ESCAPE};
  quoting = kinds[choose(word, words, "quoting-style")];
}

static void set_form(const char *word) {
  static const char *const words[] = {"single-column", "long", "vertical", "across", "commas", 0};
  form = (enum form)choose(word, words, "format");
}

static size_t terminal_width(void) {
  struct winsize size;
  const char *columns = getenv("COLUMNS");
  if (columns != 0 && atoi(columns) > 0) return (size_t)atoi(columns);
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

enum {
  COLOR = 2000, FULL_TIME, SI, FOLDERS_FIRST, SORT, TIME, TIME_STYLE, FILE_TYPE, INDICATOR, QUOTING, FORMAT,
};

// Options that are letters.
static void obey(int option) {
  switch (option) {
    case 'a': shows_all = true; break;
    case 'A': almost_all = true; break;
    case 'b': quoting = QUOTE_ESCAPE; break;
    case 'B': leaves_backups = true; break;
    case 'C': form = FORM_COLUMNS; break;
    case 'd': only_names = true; break;
    case 'f': shows_all = true; order = 'U'; break;
    case 'F': marks = MARKS_ALL; break;
    case 'g': form = FORM_LONG; no_owner = true; break;
    case 'G': no_group = true; break;
    case 'h': is_human = true; break;
    case 'H': dereferences_named = true; break;
    case 'i': shows_inode = true; break;
    case 'I': ignore(optarg); break;
    case 'l': form = FORM_LONG; break;
    case 'L': dereferences = true; break;
    case 'm': form = FORM_COMMAS; break;
    case 'n': form = FORM_LONG; numeric = true; break;
    case 'N': quoting = QUOTE_NONE; break;
    case 'o': form = FORM_LONG; no_group = true; break;
    case 'p': marks = MARKS_FOLDERS; break;
    case 'q': quoting = QUOTE_QUESTION; break;
    case 'Q': quoting = QUOTE_C; break;
    case 'r': reverses = true; break;
    case 'R': is_recursive = true; break;
    case 's': shows_blocks = true; break;
    case 'S': case 't': case 'U': case 'v': case 'X': order = (char)option; break;
    case 'c': case 'u': which_time = (char)option; break;
    case 'w': line_width = (size_t)read_size(optarg, "line width"); break;
    case 'x': form = FORM_ROWS; break;
    case '1': form = form == FORM_LONG ? FORM_LONG : FORM_LINES; break;
  }
}

static void obey_long(int option) {
  switch (option) {
    case COLOR: set_color(optarg); break;
    case FULL_TIME: form = FORM_LONG; time_style = "full-iso"; break;
    case SI: is_human = is_decimal = true; break;
    case FOLDERS_FIRST: folders_first = true; break;
    case SORT: set_order(optarg); break;
    case TIME: set_time(optarg); break;
    case TIME_STYLE: time_style = optarg; break;
    case FILE_TYPE: marks = MARKS_KINDS; break;
    case INDICATOR: set_marks(optarg); break;
    case QUOTING: set_quoting(optarg); break;
    case FORMAT: set_form(optarg); break;
    default: obey(option);
  }
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"all", no_argument, 0, 'a'}, {"almost-all", no_argument, 0, 'A'}, {"directory", no_argument, 0, 'd'},
    {"recursive", no_argument, 0, 'R'}, {"classify", no_argument, 0, 'F'},
    {"human-readable", no_argument, 0, 'h'}, {"inode", no_argument, 0, 'i'}, {"size", no_argument, 0, 's'},
    {"dereference", no_argument, 0, 'L'}, {"dereference-command-line", no_argument, 0, 'H'},
    {"reverse", no_argument, 0, 'r'}, {"color", optional_argument, 0, COLOR},
    {"full-time", no_argument, 0, FULL_TIME}, {"numeric-uid-gid", no_argument, 0, 'n'},
    {"no-group", no_argument, 0, 'G'}, {"si", no_argument, 0, SI},
    {"group-directories-first", no_argument, 0, FOLDERS_FIRST}, {"sort", required_argument, 0, SORT},
    {"time", required_argument, 0, TIME}, {"time-style", required_argument, 0, TIME_STYLE},
    {"file-type", no_argument, 0, FILE_TYPE}, {"indicator-style", required_argument, 0, INDICATOR},
    {"quoting-style", required_argument, 0, QUOTING}, {"quote-name", no_argument, 0, 'Q'},
    {"escape", no_argument, 0, 'b'}, {"hide-control-chars", no_argument, 0, 'q'},
    {"literal", no_argument, 0, 'N'}, {"format", required_argument, 0, FORMAT},
    {"ignore-backups", no_argument, 0, 'B'}, {"ignore", required_argument, 0, 'I'},
    {"width", required_argument, 0, 'w'}, HELP_OPTION,
  };
  bool on_terminal = isatty(STDOUT_FILENO);
  form = on_terminal ? FORM_COLUMNS : FORM_LINES;
  quoting = on_terminal ? QUOTE_SHELL : QUOTE_NONE;
  line_width = terminal_width();
  for (int option; (option = next_option(argc, argv,
      "aAbBCdfFgGhHiI:klLmnNopqQrRsStuUvcw:xX1", names, 2)) != -1;) obey_long(option);
  if (line_width == 0) line_width = 1 << 20;
  if (which_time != 'm' && form != FORM_LONG && order == 'n') order = 't';
  static char *here[] = {"."};
  if (optind < argc) list_arguments(argv + optind, argc - optind);
  else if (only_names || !is_recursive) list_arguments(here, 1);
  else list_folder(".", true);
  return finish(exit_status);
}
