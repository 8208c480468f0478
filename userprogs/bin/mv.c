// mv: gives files another name, or another place.
#define TOOL "mv"
#include "tool.h"

#include "copy.h"

const char help[] =
  "Usage: mv [OPTION]... FROM TO\n"
  "       mv [OPTION]... FROM... FOLDER\n"
  "Rename FROM to TO, or move each FROM into FOLDER.\n"
  "\n"
  "  -f, --force        ask nothing\n"
  "  -i, --interactive  ask before something is overwritten\n"
  "  -n, --no-clobber   overwrite nothing\n"
  "  -t, --target-directory=FOLDER  into FOLDER, which otherwise comes last\n"
  "  -T, --no-target-directory      TO is no folder to move into\n"
  "  -v, --verbose      say what is moved\n"
  "      --help         show this help\n"
  "\n"
  "Example: mv draft.txt final.txt\n";

static bool asks, never_overwrites, is_verbose;

static bool is_folder(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool wants(const char *to) {
  struct stat old;
  if (lstat(to, &old) < 0) return true;
  if (never_overwrites) return false;
  if (!asks) return true;
  fprintf(stderr, "mv: overwrite '%s'? ", to);
  int answer = getchar();
  for (int c = answer; c != '\n' && c != EOF;) c = getchar();
  return answer == 'y' || answer == 'Y';
}

// Removes a tree that has been copied.
static bool remove_tree(const char *path) {
  struct stat status;
  if (lstat(path, &status) < 0) return copy_complain("cannot remove", path);
  if (!S_ISDIR(status.st_mode)) return unlink(path) == 0 || copy_complain("cannot remove", path);
  struct dirent **entries;
  int count = scandir(path, &entries, 0, alphasort);
  bool done = count >= 0;
  for (int i = 0; i < count; i++) {
    char inner[PATH_MAX];
    const char *name = entries[i]->d_name;
    if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && join_paths(inner, path, name))
      done &= remove_tree(inner);
    free(entries[i]);
  }
  if (count >= 0) free(entries);
  return done && (rmdir(path) == 0 || copy_complain("cannot remove", path));
}

static bool move(const char *from, const char *to) {
  struct stat status, old;
  if (lstat(from, &status) < 0) return copy_complain("cannot stat", from);
  if (lstat(to, &old) == 0 && old.st_dev == status.st_dev && old.st_ino == status.st_ino) {
    fprintf(stderr, "mv: '%s' and '%s' are the same file\n", from, to);
    return false;
  }
  if (!wants(to)) return true;
  if (rename(from, to) == 0) {
    if (is_verbose) printf("renamed '%s' -> '%s'\n", from, to);
    return true;
  }
  if (errno == EXDEV) {
    static const struct copy_options all = {.is_recursive = true, .keeps_attributes = true, .forces = true};
    return copy_tree(from, to, &all) && remove_tree(from);
  }
  fflush(stdout);
  if (errno == EINVAL && S_ISDIR(status.st_mode))
    fprintf(stderr, "mv: cannot move '%s' to a subdirectory of itself, '%s'\n", from, to);
  else fprintf(stderr, "mv: cannot move '%s' to '%s': %s\n", from, to, strerror(errno));
  return false;
}

static bool move_into(const char *from, const char *folder) {
  char to[PATH_MAX], name[PATH_MAX];
  snprintf(name, sizeof name, "%s", from);
  size_t length = strlen(name);
  while (length > 1 && name[length - 1] == '/') name[--length] = 0;
  char *slash = strrchr(name, '/');
  if (!join_paths(to, folder, slash == 0 ? name : slash + 1)) return copy_complain("cannot move", from);
  return move(from, to);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"force", no_argument, 0, 'f'}, {"interactive", no_argument, 0, 'i'}, {"no-clobber", no_argument, 0, 'n'},
    {"target-directory", required_argument, 0, 't'}, {"no-target-directory", no_argument, 0, 'T'},
    {"verbose", no_argument, 0, 'v'}, HELP_OPTION,
  };
  const char *folder = 0;
  bool never_folder = false;
  for (int option; (option = next_option(argc, argv, "fint:Tv", names, FAILURE)) != -1;) switch (option) {
    case 'f': asks = never_overwrites = false; break;
    case 'i': asks = true; never_overwrites = false; break;
    case 'n': never_overwrites = true; asks = false; break;
    case 't': folder = optarg; break;
    case 'T': never_folder = true; break;
    case 'v': is_verbose = true; break;
  }
  int count = argc - optind;
  char **paths = argv + optind;
  if (folder == 0 && count > 1 && !never_folder && is_folder(paths[count - 1])) folder = paths[--count];
  if (count < 1 || (folder == 0 && count < 2)) {
    if (count < 1) fputs("mv: missing file operand\n", stderr);
    else fprintf(stderr, "mv: missing destination file operand after '%s'\n", paths[0]);
    refuse(FAILURE);
  }
  if (folder == 0 && count > 2) {
    fprintf(stderr, "mv: target '%s' is not a directory\n", paths[count - 1]);
    return FAILURE;
  }
  bool done = true;
  if (folder == 0) done = move(paths[0], paths[1]);
  for (int i = 0; folder != 0 && i < count; i++) done &= move_into(paths[i], folder);
  return finish(done ? 0 : FAILURE);
}
