// cp: copies files and folders.
#define TOOL "cp"
#include "tool.h"

#include "copy.h"

const char help[] =
  "Usage: cp [OPTION]... FROM TO\n"
  "       cp [OPTION]... FROM... FOLDER\n"
  "Copy FROM to TO, or each FROM into FOLDER.\n"
  "\n"
  "  -r, -R, --recursive  folders, with all that is in them\n"
  "  -a, --archive        as -dRp\n"
  "  -d                   symbolic links as links (with -r by itself)\n"
  "  -L, --dereference    what symbolic links lead to\n"
  "  -p                   with the same permissions and times\n"
  "  -f, --force          if TO cannot be written, remove it first\n"
  "  -i, --interactive    ask before something is overwritten\n"
  "  -n, --no-clobber     overwrite nothing\n"
  "  -u, --update         only what is newer than TO\n"
  "  -t, --target-directory=FOLDER  into FOLDER, which otherwise comes last\n"
  "  -T, --no-target-directory      TO is no folder to copy into\n"
  "  -v, --verbose        say what is copied\n"
  "      --help           show this help\n"
  "\n"
  "Example: cp -r src backup\n";

static struct copy_options options;
static bool asks, never_overwrites, only_newer, dereferences;

static bool is_folder(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool wants(const char *from, const char *to) {
  struct stat source, old;
  if (stat(to, &old) < 0) return true;
  if (never_overwrites) return false;
  if (only_newer && stat(from, &source) == 0) {
    if (source.st_mtim.tv_sec < old.st_mtim.tv_sec) return false;
    if (source.st_mtim.tv_sec == old.st_mtim.tv_sec && source.st_mtim.tv_nsec <= old.st_mtim.tv_nsec)
      return false;
  }
  if (!asks || S_ISDIR(old.st_mode)) return true;
  fprintf(stderr, "cp: overwrite '%s'? ", to);
  int answer = getchar();
  for (int c = answer; c != '\n' && c != EOF;) c = getchar();
  return answer == 'y' || answer == 'Y';
}

static bool copy(const char *from, const char *to) {
  struct stat status;
  if (!wants(from, to)) return true;
  if (options.is_recursive && is_folder(from) && lstat(from, &status) == 0 && S_ISDIR(status.st_mode) &&
      is_inside(from, to)) {
    fprintf(stderr, "cp: cannot copy a directory, '%s', into itself, '%s'\n", from, to);
    return false;
  }
  return copy_tree(from, to, &options);
}

static bool copy_into(char *from, const char *folder) {
  char to[PATH_MAX], name[PATH_MAX];
  snprintf(name, sizeof name, "%s", from);
  size_t length = strlen(name);
  while (length > 1 && name[length - 1] == '/') name[--length] = 0;
  char *slash = strrchr(name, '/');
  if (!join_paths(to, folder, slash == 0 ? name : slash + 1)) return copy_complain("cannot copy", from);
  return copy(from, to);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"recursive", no_argument, 0, 'r'}, {"archive", no_argument, 0, 'a'},
    {"dereference", no_argument, 0, 'L'},
    {"force", no_argument, 0, 'f'}, {"interactive", no_argument, 0, 'i'}, {"no-clobber", no_argument, 0, 'n'},
    {"update", no_argument, 0, 'u'}, {"target-directory", required_argument, 0, 't'},
    {"no-target-directory", no_argument, 0, 'T'}, {"verbose", no_argument, 0, 'v'},
    {"no-dereference", no_argument, 0, 'd'}, HELP_OPTION,
  };
  const char *folder = 0;
  bool never_folder = false, keeps_links = false;
  for (int option; (option = next_option(argc, argv, "rRadPLpfinut:Tv", names, FAILURE)) != -1;)
    switch (option) {
    case 'r': case 'R': options.is_recursive = true; break;
    case 'a': options.is_recursive = options.keeps_attributes = keeps_links = true; break;
    case 'd': case 'P': keeps_links = true; break;
    case 'L': dereferences = true; break;
    case 'p': options.keeps_attributes = true; break;
    case 'f': options.forces = true; break;
    case 'i': asks = true; never_overwrites = false; break;
    case 'n': never_overwrites = true; break;
    case 'u': only_newer = true; break;
    case 't': folder = optarg; break;
    case 'T': never_folder = true; break;
    case 'v': options.is_verbose = true; break;
  }
  options.follows_links = dereferences || (!options.is_recursive && !keeps_links);
  int count = argc - optind;
  char **paths = argv + optind;
  if (folder == 0 && count > 1 && !never_folder && is_folder(paths[count - 1])) folder = paths[--count];
  if (count < 1 || (folder == 0 && count < 2)) {
    if (count < 1) fputs("cp: missing file operand\n", stderr);
    else fprintf(stderr, "cp: missing destination file operand after '%s'\n", paths[0]);
    refuse(FAILURE);
  }
  if (folder == 0 && count > 2) {
    fprintf(stderr, "cp: target '%s' is not a directory\n", paths[count - 1]);
    return FAILURE;
  }
  bool done = true;
  if (folder == 0) done = copy(paths[0], paths[1]);
  for (int i = 0; folder != 0 && i < count; i++) done &= copy_into(paths[i], folder);
  return finish(done ? 0 : FAILURE);
}
