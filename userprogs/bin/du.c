// du: how much space folders take.
#define TOOL "du"
#include "tool.h"

#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>

const char help[] =
  "Usage: du [OPTION]... [FILE]...\n"
  "Show how many KiB each FILE (the working folder), and each folder in it, takes.\n"
  "\n"
  "  -a, --all             files, too, not only folders\n"
  "  -s, --summarize       only the FILEs themselves\n"
  "  -c, --total           the sum of all\n"
  "  -d, --max-depth=N     only N levels of folders\n"
  "  -b, --bytes           the sizes of the files, in bytes\n"
  "  -h, --human-readable  as 1.5K, 2.0M\n"
  "      --help            show this help\n"
  "\n"
  "Example: du -s * | sort -n\n";

static bool shows_files, in_bytes, is_human;
static long most_depth = LONG_MAX;
static int exit_status;

static void show(unsigned long amount, const char *path) {
  static const char units[] = "KMGT";
  unsigned long tenths = 0;
  int unit = 0;
  if (!is_human) {
    printf("%lu\t%s\n", in_bytes ? amount : (amount + 1) / 2, path);
    return;
  }
  // In tenths of a unit, rounded up.
  tenths = ((in_bytes ? amount : amount * 512) * 10 + 1023) / 1024;
  for (; tenths >= 10240 && unit < 3; unit++) tenths = (tenths + 1023) / 1024;
  if (amount == 0) printf("0\t%s\n", path);
  else if (tenths < 100) printf("%lu.%lu%c\t%s\n", tenths / 10, tenths % 10, units[unit], path);
  else printf("%lu%c\t%s\n", (tenths + 9) / 10, units[unit], path);
}

static unsigned long measure(const char *path, long depth) {
  struct stat status;
  if (lstat(path, &status) < 0) {
    fflush(stdout);
    fprintf(stderr, "du: cannot access '%s': %s\n", path, strerror(errno));
    exit_status = FAILURE;
    return 0;
  }
  unsigned long sum = (unsigned long)(in_bytes ? status.st_size : status.st_blocks);
  bool is_folder = S_ISDIR(status.st_mode);
  DIR *folder = is_folder ? opendir(path) : 0;
  if (is_folder && folder == 0) {
    complain(path);
    exit_status = FAILURE;
  }
  for (struct dirent *entry; folder != 0 && (entry = readdir(folder)) != 0;) {
    char inner[PATH_MAX];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    if (snprintf(inner, sizeof inner, "%s%s%s", path, slash, entry->d_name) < (int)sizeof inner)
      sum += measure(inner, depth + 1);
  }
  if (folder != 0) closedir(folder);
  if (depth == 0 || ((is_folder || shows_files) && depth <= most_depth)) show(sum, path);
  return sum;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"all", no_argument, 0, 'a'}, {"summarize", no_argument, 0, 's'}, {"total", no_argument, 0, 'c'},
    {"max-depth", required_argument, 0, 'd'}, {"bytes", no_argument, 0, 'b'},
    {"human-readable", no_argument, 0, 'h'}, HELP_OPTION,
  };
  bool with_total = false;
  for (int option; (option = next_option(argc, argv, "ascd:bhk", names, FAILURE)) != -1;) switch (option) {
    case 'a': shows_files = true; break;
    case 's': most_depth = 0; break;
    case 'c': with_total = true; break;
    case 'd': most_depth = read_size(optarg, "maximum depth"); break;
    case 'b': in_bytes = true; break;
    case 'h': is_human = true; break;
  }
  unsigned long total = 0;
  if (optind == argc) total = measure(".", 0);
  for (int i = optind; i < argc; i++) total += measure(argv[i], 0);
  if (with_total) show(total, "total");
  return finish(exit_status);
}
