// tree: a folder with all that is in it, as a picture.
#define TOOL "tree"
#include "tool.h"

#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: tree [OPTION]... [FOLDER]...\n"
  "Show what is in each FOLDER (this one, where there is none), and what is in the folders there.\n"
  "\n"
  "  -a          names that begin with a dot, too\n"
  "  -d          folders only\n"
  "  -f          the whole path of each\n"
  "  -L LEVELS   so deep, and no deeper\n"
  "  -s          the sizes, too\n"
  "  --noreport  without the sum at the end\n"
  "  --help      show this help\n"
  "\n"
  "Example: tree -L 2 /proc/self\n";

static bool shows_hidden, only_folders, shows_paths, shows_sizes;
static long deepest = LONG_MAX;
static size_t folders, files;

static int is_shown(const struct dirent *entry) {
  if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) return 0;
  return shows_hidden || entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

static void write_name(const char *path, const char *name, const struct stat *status) {
  char target[PATH_MAX];
  if (shows_sizes) printf("[%11lld]  ", (long long)status->st_size);
  fputs(shows_paths ? path : name, stdout);
  ssize_t length = S_ISLNK(status->st_mode) ? readlink(path, target, sizeof target - 1) : -1;
  if (length >= 0) printf(" -> %.*s", (int)length, target);
  putchar('\n');
}

// `lead` is what stands before each line of this folder: the lines of the branches that go on.
static void show_inside(const char *path, const char *lead, long level) {
  struct dirent **entries;
  int count = level > deepest ? 0 : scandir(path, &entries, is_shown, by_name);
  if (count < 0) printf("%s[error opening dir]\n", lead);
  struct stat *statuses = take_memory(0, (size_t)(count > 0 ? count : 0) * sizeof *statuses);
  int last = -1;
  char inner[PATH_MAX];
  for (int i = 0; i < count; i++) {
    snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
    if (lstat(inner, &statuses[i]) < 0) statuses[i] = (struct stat){0};
    if (!only_folders || S_ISDIR(statuses[i].st_mode)) last = i;
  }
  char *next_lead = take_memory(0, strlen(lead) + 16);
  for (int i = 0; i < count; i++) {
    bool is_folder = S_ISDIR(statuses[i].st_mode);
    if (is_folder || !only_folders) {
      snprintf(inner, sizeof inner, "%s/%s", path, entries[i]->d_name);
      printf("%s%s ", lead, i == last ? "\u2514\u2500\u2500" : "\u251c\u2500\u2500");
      write_name(inner, entries[i]->d_name, &statuses[i]);
      *(is_folder ? &folders : &files) += 1;
      strcpy(stpcpy(next_lead, lead), i == last ? "    " : "\u2502\u00a0\u00a0 ");
      if (is_folder) show_inside(inner, next_lead, level + 1);
    }
    free(entries[i]);
  }
  if (level <= deepest && count >= 0) free(entries);
  free(next_lead);
  free(statuses);
}

static bool show(const char *path) {
  struct stat status;
  bool is_there = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
  printf("%s%s\n", path, is_there ? "" : "  [error opening dir]");
  if (is_there) folders++, show_inside(path, "", 1);
  return is_there;
}

int main(int argc, char **argv) {
  enum { NO_REPORT = 2000 };
  static const struct option names[] = {{"noreport", no_argument, 0, NO_REPORT}, HELP_OPTION};
  bool reports = true, done = true;
  for (int option; (option = next_option(argc, argv, "adfL:s", names, FAILURE)) != -1;) switch (option) {
    case 'a': shows_hidden = true; break;
    case 'd': only_folders = true; break;
    case 'f': shows_paths = true; break;
    case 'L': deepest = read_size(optarg, "level"); break;
    case 's': shows_sizes = true; break;
    case NO_REPORT: reports = false; break;
  }
  if (deepest < 1) fail(FAILURE, "invalid level, must be greater than 0", "");
  if (optind == argc) done = show(".");
  for (; optind < argc; optind++) done &= show(argv[optind]);
  if (reports) {
    printf("\n%zu director%s", folders, folders == 1 ? "y" : "ies");
    if (!only_folders) printf(", %zu file%s", files, files == 1 ? "" : "s");
    putchar('\n');
  }
  return finish(done ? 0 : FAILURE);
}
