// The command line and the walk.
#include "find.h"

#include <dirent.h>
#include <limits.h>
#include <unistd.h>

const char help[] =
  "Usage: find [-L] [FOLDER]... [EXPRESSION]\n"
  "Walk through each FOLDER (the working folder), and try EXPRESSION (-print) on all that is there.\n"
  "\n"
  "  -name PATTERN   -iname PATTERN   the name matches; the second for small letters and capitals alike\n"
  "  -path PATTERN   -ipath PATTERN   the whole path matches\n"
  "  -regex EXPRESSION   -iregex   the whole path is what the expression says (-regextype posix-extended)\n"
  "  -type f|d|l|p|s|b|c     a file, folder, link, pipe, socket, device; several with commas between\n"
  "  -size [+-]N[ckMG]       it has so many blocks of 512 bytes (or bytes, KiB ...), or more, or fewer\n"
  "  -mtime [+-]N   -mmin [+-]N   changed so many days, minutes ago; -atime -amin read, -ctime -cmin status\n"
  "  -newer FILE   -newermt TIME   changed after FILE, after TIME      -daystart   days end at midnight\n"
  "  -perm [-/]MODE  it has exactly (with -, at least; with /, one of) these permissions: 755, u+x\n"
  "  -user NAME   -group NAME   -nouser   -nogroup   -readable   -writable   -executable\n"
  "  -links [+-]N   -inum N   -samefile FILE   -empty   -true   -false\n"
  "  -print   -print0   write the path, with a newline or a null byte behind it     -ls   as ls -dils\n"
  "  -printf FORMAT  %p path %f name %h folder %P below FOLDER %s size %m %M mode %u %g owner %y kind\n"
  "                  %d depth %l target %i inode %n links %t %TX time\n"
  "  -exec COMMAND... ;   run it with {} replaced by the path; true if it succeeds\n"
  "  -exec COMMAND... {} +   run it with many paths at once\n"
  "  -execdir   -ok   -okdir   the same in the file's folder, after asking, both\n"
  "  -delete         remove it (and -depth)      -prune   do not go into this folder      -quit   end\n"
  "  -maxdepth N   -mindepth N   -depth (what is in a folder before it)   -xdev (stay in the file system)\n"
  "  ! E   E -a E (or E E)   E -o E   ( E )\n"
  "\n"
  "Example: find src -name '*.c' -size +10k -exec wc -l {} +\n";

bool depth_first, follows_links, one_system, is_pruned;
long most_depth = LONG_MAX, least_depth;
int exit_status;
struct test *root;
static const char *start;  // the path of which the walk is on the way
static dev_t first_device;

static void walk(const char *path, const char *name, long depth);

static void walk_inside(const char *path, long depth) {
  DIR *folder = opendir(path);
  if (folder == 0) {
    fflush(stdout);
    fprintf(stderr, "find: '%s': %s\n", path, strerror(errno));
    exit_status = FAILURE;
    return;
  }
  for (struct dirent *entry; (entry = readdir(folder)) != 0;) {
    char inner[PATH_MAX];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    if (snprintf(inner, sizeof inner, "%s%s%s", path, slash, entry->d_name) < (int)sizeof inner)
      walk(inner, strrchr(inner, '/') + 1, depth + 1);
  }
  closedir(folder);
}

static void walk(const char *path, const char *name, long depth) {
  struct stat status;
  int result = follows_links ? stat(path, &status) : lstat(path, &status);
  if (result < 0 && follows_links) result = lstat(path, &status);
  if (result < 0) {
    fflush(stdout);
    fprintf(stderr, "find: '%s': %s\n", path, strerror(errno));
    exit_status = FAILURE;
    return;
  }
  if (depth == 0) first_device = status.st_dev;
  struct visit visit = {path, name, &status, start, depth};
  bool enters = S_ISDIR(status.st_mode) && depth < most_depth &&
    !(one_system && status.st_dev != first_device);
  is_pruned = false;
  if (!depth_first && depth >= least_depth) root->run(root, &visit);
  if (enters && !is_pruned) walk_inside(path, depth);
  if (depth_first && depth >= least_depth) root->run(root, &visit);
}

// The last part of a path that was named, without slashes at its end.
static char *base_name(const char *path) {
  char *copy = copy_text(path);
  size_t length = strlen(copy);
  while (length > 1 && copy[length - 1] == '/') copy[--length] = 0;
  char *slash = strrchr(copy, '/');
  return slash == 0 || slash[1] == 0 ? copy : slash + 1;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--help") == 0) show_help();
  int i = 1;
  for (; i < argc && (strcmp(argv[i], "-L") == 0 || strcmp(argv[i], "-P") == 0 || strcmp(argv[i], "-H") == 0);
      i++)
    follows_links = argv[i][1] == 'L';
  int first_path = i;
  while (i < argc && argv[i][0] != '-' && strcmp(argv[i], "!") != 0 && strcmp(argv[i], "(") != 0) i++;
  root = read_expression(argv + i);
  start = ".";
  if (i == first_path) walk(".", ".", 0);
  for (int path = first_path; path < i; path++) walk(start = argv[path], base_name(argv[path]), 0);
  finish_gathering(root);
  return finish(exit_status);
}
