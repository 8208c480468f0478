// install: copies files and says what they may be used for.
#define TOOL "install"
#include "tool.h"

#include <grp.h>
#include <pwd.h>

#include "copy.h"
#include "mode.h"

const char help[] =
  "Usage: install [OPTION]... FROM TO\n"
  "       install [OPTION]... FROM... FOLDER\n"
  "       install -d [OPTION]... FOLDER...\n"
  "Copy files in the place of old ones, with permissions 755; with -d, make folders.\n"
  "\n"
  "  -m, --mode=MODE       these permissions, as chmod takes them\n"
  "  -o, --owner=USER  -g, --group=GROUP   for this user, this group\n"
  "  -d, --directory       make FOLDERs, with those above them\n"
  "  -D                    make the folders above TO\n"
  "  -p, --preserve-timestamps   with the times of FROM\n"
  "  -t, --target-directory=FOLDER   into FOLDER, which otherwise comes last\n"
  "  -v, --verbose         say what is done\n"
  "      --help            show this help\n"
  "\n"
  "Example: install -m 644 notes.txt /tmp/share\n";

static const char *mode_text = "755";
static uid_t user = (uid_t)-1;
static gid_t group = (gid_t)-1;
static bool keeps_times, is_verbose, makes_folders;

static bool set_attributes(const char *path, const struct stat *source, bool is_folder) {
  mode_t mode;
  if (!parse_mode(mode_text, 0, 0, is_folder, &mode)) fail(FAILURE, "invalid mode: ", mode_text);
  if ((user != (uid_t)-1 || group != (gid_t)-1) && chown(path, user, group) < 0)
    return copy_complain("cannot change ownership of", path);
  if (chmod(path, mode) < 0) return copy_complain("cannot change permissions of", path);
  if (source == 0 || !keeps_times) return true;
  struct timespec times[2] = {source->st_atim, source->st_mtim};
  return utimensat(AT_FDCWD, path, times, 0) == 0 || copy_complain("cannot set times of", path);
}

// Makes a folder and those above it.
static bool make_folders(const char *path) {
  char part[PATH_MAX];
  snprintf(part, sizeof part, "%s", path);
  for (char *p = part; *p != 0; p++) {
    if (*p != '/' || p == part) continue;
    *p = 0;
    if (mkdir(part, 0755) == 0 && is_verbose) printf("install: creating directory '%s'\n", part);
    *p = '/';
  }
  struct stat status;
  if (mkdir(part, 0755) < 0) {
    if (errno == EEXIST && stat(part, &status) == 0 && S_ISDIR(status.st_mode)) return true;
    return copy_complain("cannot create directory", path);
  }
  if (is_verbose) printf("install: creating directory '%s'\n", part);
  return true;
}

static bool make_above(const char *path) {
  char folder[PATH_MAX];
  snprintf(folder, sizeof folder, "%s", path);
  char *slash = strrchr(folder, '/');
  if (slash == 0 || slash == folder) return true;
  *slash = 0;
  return make_folders(folder);
}

// The old file goes first: whoever has it open keeps it as it was.
static bool install(const char *from, const char *to) {
  struct stat source, old;
  struct copy_options options = {.follows_links = true};
  if (stat(from, &source) < 0) return copy_complain("cannot stat", from);
  if (S_ISDIR(source.st_mode)) {
    fprintf(stderr, "install: omitting directory '%s'\n", from);
    return false;
  }
  if (makes_folders && !make_above(to)) return false;
  if (lstat(to, &old) == 0 && !S_ISDIR(old.st_mode)) {
    if (old.st_dev == source.st_dev && old.st_ino == source.st_ino) {
      fprintf(stderr, "install: '%s' and '%s' are the same file\n", from, to);
      return false;
    }
    if (unlink(to) == 0 && is_verbose) printf("removed '%s'\n", to);
  }
  if (is_verbose) printf("'%s' -> '%s'\n", from, to);
  return copy_file(from, to, &source, &options) && set_attributes(to, &source, false);
}

static bool install_into(const char *from, const char *folder) {
  char to[PATH_MAX];
  const char *slash = strrchr(from, '/');
  if (!join_paths(to, folder, slash == 0 ? from : slash + 1)) return copy_complain("cannot install", from);
  return install(from, to);
}

static void read_user(const char *name) {
  struct passwd *entry = getpwnam(name);
  char *end;
  user = entry != 0 ? entry->pw_uid : (uid_t)strtoul(name, &end, 10);
  if (entry == 0 && (*end != 0 || *name == 0)) fail(FAILURE, "invalid user: ", name);
}

static void read_group(const char *name) {
  struct group *entry = getgrnam(name);
  char *end;
  group = entry != 0 ? entry->gr_gid : (gid_t)strtoul(name, &end, 10);
  if (entry == 0 && (*end != 0 || *name == 0)) fail(FAILURE, "invalid group: ", name);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"mode", required_argument, 0, 'm'}, {"owner", required_argument, 0, 'o'},
    {"group", required_argument, 0, 'g'}, {"directory", no_argument, 0, 'd'},
    {"preserve-timestamps", no_argument, 0, 'p'}, {"target-directory", required_argument, 0, 't'},
    {"verbose", no_argument, 0, 'v'}, HELP_OPTION,
  };
  const char *folder = 0;
  bool only_folders = false, done = true;
  for (int option; (option = next_option(argc, argv, "cm:o:g:dDpt:v", names, FAILURE)) != -1;)
    switch (option) {
      case 'm': mode_text = optarg; break;
      case 'o': read_user(optarg); break;
      case 'g': read_group(optarg); break;
      case 'd': only_folders = true; break;
      case 'D': makes_folders = true; break;
      case 'p': keeps_times = true; break;
      case 't': folder = optarg; break;
      case 'v': is_verbose = true; break;
    }
  umask(0);
  int count = argc - optind;
  char **paths = argv + optind;
  struct stat status;
  if (only_folders) {
    for (int i = 0; i < count; i++) done &= make_folders(paths[i]) && set_attributes(paths[i], 0, true);
    if (count > 0) return finish(done ? 0 : FAILURE);
  }
  if (folder == 0 && count > 1 && stat(paths[count - 1], &status) == 0 && S_ISDIR(status.st_mode))
    folder = paths[--count];
  if (count < 1 || (folder == 0 && count < 2)) {
    fputs("install: missing file operand\n", stderr);
    refuse(FAILURE);
  }
  if (folder == 0 && count > 2) fail(FAILURE, "target is not a directory: ", paths[count - 1]);
  if (folder != 0 && makes_folders) done = make_folders(folder);
  if (folder == 0) done = install(paths[0], paths[1]);
  for (int i = 0; folder != 0 && i < count; i++) done &= install_into(paths[i], folder);
  return finish(done ? 0 : FAILURE);
}
