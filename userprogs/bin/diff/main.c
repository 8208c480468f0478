// The command line, and folders.
#include "diff.h"

#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: diff [OPTION]... OLD NEW\n"
  "Show how the lines of OLD and NEW differ; - is standard input. Of two folders, show it for what is in both.\n"
  "\n"
  "  -u, -U, --unified[=N]  with 3, or N, lines before and after\n"
  "  -q, --brief            only whether they differ\n"
  "  -s, --report-identical-files  say so if they do not\n"
  "  -r, --recursive        folders in the folders, too\n"
  "  -N, --new-file         a file that is missing is an empty one\n"
  "  -i, --ignore-case      small letters and capitals are the same\n"
  "  -b, --ignore-space-change   how many blanks there are does not count\n"
  "  -w, --ignore-all-space      blanks do not count\n"
  "  -B, --ignore-blank-lines    empty lines do not count\n"
  "      --color[=WHEN]     colours: always, never, or auto (on a terminal)\n"
  "      --help             show this help\n"
  "\n"
  "The exit status is 0 if they are the same, 1 if not, 2 after an error.\n"
  "Example: diff -u old.c new.c\n";

bool ignores_case, ignores_blanks, ignores_amount, ignores_empty, colors;
long context = 3;
static bool is_unified, is_brief, reports_same, is_recursive, takes_missing;
static const char *options_text = "";  // as they stood on the command line, for the headings in folders

static bool is_folder(const char *path) {
  struct stat status;
  return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_missing(const char *path) {
  struct stat status;
  return takes_missing && strcmp(path, "-") != 0 && stat(path, &status) < 0 && errno == ENOENT;
}

static int report_binary(const struct file *a, const struct file *b) {
  bool is_same = a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
  if (!is_same) printf("%s %s and %s differ\n", is_brief ? "Files" : "Binary files", a->name, b->name);
  return !is_same;
}

static int compare_texts(struct file *a, struct file *b, bool in_folder) {
  classify(a, b);
  compare(a, b);
  size_t count;
  struct change *changes = find_changes(a, b, &count);
  if (count > 0 && is_brief) printf("Files %s and %s differ\n", a->name, b->name);
  else if (count > 0) {
    if (in_folder) printf("diff %s%s %s\n", options_text, a->name, b->name);
    (is_unified ? write_unified : write_normal)(a, b, changes, count);
  }
  free(changes);
  return count > 0;
}

static int compare_files(const char *old, const char *new, bool in_folder) {
  struct file a, b;
  if (!read_lines(&a, old, is_missing(old))) return TROUBLE;
  if (!read_lines(&b, new, is_missing(new))) return free_lines(&a), TROUBLE;
  int status = is_text(&a) && is_text(&b) ? compare_texts(&a, &b, in_folder) : report_binary(&a, &b);
  if (status == 0 && reports_same) printf("Files %s and %s are identical\n", old, new);
  free_lines(&a);
  free_lines(&b);
  return status;
}

static int compare_folders(const char *old, const char *new);

static const char *kind_of(const char *path) {
  struct stat status;
  if (is_folder(path)) return "directory";
  return stat(path, &status) == 0 && status.st_size == 0 ? "regular empty file" : "regular file";
}

static int compare_entry(
  const char *old_folder, const char *new_folder, const char *name, bool in_old, bool in_new) {
  char old[PATH_MAX], new[PATH_MAX];
  snprintf(old, sizeof old, "%s/%s", old_folder, name);
  snprintf(new, sizeof new, "%s/%s", new_folder, name);
  bool is_alone = in_old != in_new, alone_is_folder = is_alone && is_folder(in_old ? old : new);
  if (is_alone && !(takes_missing && (is_recursive || !alone_is_folder))) {
    printf("Only in %s: %s\n", in_old ? old_folder : new_folder, name);
    return 1;
  }
  if (alone_is_folder) return compare_folders(old, new);
  bool a = is_folder(old), b = is_folder(new);
  if (a && b && is_recursive) return compare_folders(old, new);
  if (a && b) return printf("Common subdirectories: %s and %s\n", old, new), 0;
  if (a != b) {
    printf("File %s is a %s while file %s is a %s\n", old, kind_of(old), new, kind_of(new));
    return 1;
  }
  return compare_files(old, new, true);
}

static int is_name(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

// How many entries there are; -1 after a complaint.
static int list_folder(const char *path, struct dirent ***entries) {
  *entries = 0;
  if (is_missing(path)) return 0;
  int count = scandir(path, entries, is_name, alphasort);
  if (count < 0) complain(path);
  return count;
}

static int compare_folders(const char *old, const char *new) {
  struct dirent **a, **b;
  int count_a = list_folder(old, &a), count_b = list_folder(new, &b), worst = 0;
  if (count_a < 0 || count_b < 0) return TROUBLE;
  for (int i = 0, j = 0; i < count_a || j < count_b;) {
    int order = i == count_a ? 1 : j == count_b ? -1 : strcmp(a[i]->d_name, b[j]->d_name);
    const char *name = order <= 0 ? a[i]->d_name : b[j]->d_name;
    int status = compare_entry(old, new, name, order <= 0, order >= 0);
    if (status > worst) worst = status;
    i += order <= 0;
    j += order >= 0;
  }
  for (int i = 0; i < count_a; i++) free(a[i]);
  for (int i = 0; i < count_b; i++) free(b[i]);
  free(a);
  free(b);
  return worst;
}

// A file and a folder: the file in the folder that has its name.
static char *path_in(const char *folder, const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash == 0 ? path : slash + 1;
  char *result = take_memory(0, strlen(folder) + strlen(name) + 2);
  sprintf(result, "%s/%s", folder, name);
  return result;
}

static void set_color(const char *when) {
  colors = when == 0 || strcmp(when, "always") == 0 || (strcmp(when, "auto") == 0 && isatty(STDOUT_FILENO));
}

static void read_options(int argc, char **argv) {
  enum { COLOR = 2000 };
  static const struct option names[] = {
    {"unified", optional_argument, 0, 'U'}, {"brief", no_argument, 0, 'q'},
    {"report-identical-files", no_argument, 0, 's'}, {"recursive", no_argument, 0, 'r'},
    {"new-file", no_argument, 0, 'N'}, {"ignore-case", no_argument, 0, 'i'},
    {"ignore-space-change", no_argument, 0, 'b'}, {"ignore-all-space", no_argument, 0, 'w'},
    {"ignore-blank-lines", no_argument, 0, 'B'}, {"color", optional_argument, 0, COLOR}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "uU:qsrNibwBa", names, TROUBLE)) != -1;)
    switch (option) {
    case 'u': is_unified = true; break;
    case 'U': is_unified = true; context = optarg == 0 ? 3 : read_size(optarg, "context length"); break;
    case 'q': is_brief = true; break;
    case 's': reports_same = true; break;
    case 'r': is_recursive = true; break;
    case 'N': takes_missing = true; break;
    case 'i': ignores_case = true; break;
    case 'b': ignores_amount = true; break;
    case 'w': ignores_blanks = true; break;
    case 'B': ignores_empty = true; break;
    case COLOR: set_color(optarg); break;
  }
}

static void keep_options(char **argv) {
  size_t size = 1;
  for (int i = 1; i < optind; i++) size += strlen(argv[i]) + 1;
  char *text = take_memory(0, size), *end = text;
  *end = 0;
  for (int i = 1; i < optind; i++) end = stpcpy(stpcpy(end, argv[i]), " ");
  options_text = text;
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  keep_options(argv);
  if (argc - optind != 2) {
    if (argc - optind > 2) fprintf(stderr, "diff: extra operand '%s'\n", argv[optind + 2]);
    else fprintf(stderr, "diff: missing operand after '%s'\n", argv[argc - 1]);
    refuse(TROUBLE);
  }
  const char *old = argv[optind], *new = argv[optind + 1];
  bool a = is_folder(old), b = is_folder(new);
  int status;
  if (a && b) status = compare_folders(old, new);
  else status = compare_files(a ? path_in(old, new) : old, b ? path_in(new, old) : new, false);
  int written = finish(status);
  return written != status ? TROUBLE : status;
}
