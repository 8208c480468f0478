// chmod: changes permissions.
#define TOOL "chmod"
#include "tool.h"

#include <dirent.h>
#include <limits.h>
#include <unistd.h>

#include "mode.h"
#include "mode_text.h"

const char help[] =
  "Usage: chmod [OPTION]... MODE FILE...\n"
  "Change the permissions of each FILE to MODE: octal, or [ugoa][+-=][rwxXst], several with commas between.\n"
  "\n"
  "  -R, --recursive  folders with all that is in them\n"
  "  -v, --verbose    say what is done\n"
  "  -f, --silent     say nothing of most errors\n"
  "      --help       show this help\n"
  "\n"
  "Example: chmod u+x script.sh\n";

static bool is_recursive, is_verbose, is_silent;
static mode_t mask;

static bool change(const char *path, const char *mode_text);

static void tell_change(const char *path, mode_t old, mode_t mode) {
  char before[11], after[11];
  write_mode(before, old);
  write_mode(after, mode);
  printf("mode of '%s' changed from %04o (%s) to %04o (%s)\n", path, old, before + 1, mode, after + 1);
}

static bool change_inside(const char *path, const char *mode_text) {
  DIR *folder = opendir(path);
  if (folder == 0) return complain(path), false;
  bool done = true;
  for (struct dirent *entry; (entry = readdir(folder)) != 0;) {
    char inner[PATH_MAX];
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name) >= (int)sizeof inner) continue;
    struct stat status;
    if (lstat(inner, &status) == 0 && S_ISLNK(status.st_mode)) continue;
    done &= change(inner, mode_text);
  }
  closedir(folder);
  return done;
}

static bool change(const char *path, const char *mode_text) {
  struct stat status;
  mode_t mode;
  if (stat(path, &status) < 0) {
    if (!is_silent) fprintf(stderr, "chmod: cannot access '%s': %s\n", path, strerror(errno));
    return false;
  }
  bool is_folder = S_ISDIR(status.st_mode);
  if (!parse_mode(mode_text, status.st_mode & 07777, mask, is_folder, &mode)) {
    fprintf(stderr, "chmod: invalid mode: '%s'\n", mode_text);
    refuse(FAILURE);
  }
  if (chmod(path, mode) < 0) {
    if (!is_silent) fprintf(stderr, "chmod: changing permissions of '%s': %s\n", path, strerror(errno));
    return false;
  }
  if (is_verbose && mode != (status.st_mode & 07777))
    tell_change(path, status.st_mode & 07777, mode);
  return is_recursive && is_folder ? change_inside(path, mode_text) : true;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"recursive", no_argument, 0, 'R'}, {"verbose", no_argument, 0, 'v'}, {"silent", no_argument, 0, 'f'},
    HELP_OPTION,
  };
  // A mode such as -x looks like an option.
  for (int i = 1; i < argc; i++)
    if (argv[i][0] == '-' && argv[i][1] != 0 && strchr("rwxXst", argv[i][1]) != 0) {
      char *text = take_memory(0, strlen(argv[i]) + 2);
      strcpy(stpcpy(text, "a"), argv[i]);
      argv[i] = text;
      break;
    }
  for (int option; (option = next_option(argc, argv, "Rvf", names, FAILURE)) != -1;) switch (option) {
    case 'R': is_recursive = true; break;
    case 'v': is_verbose = true; break;
    case 'f': is_silent = true; break;
  }
  if (argc - optind < 2) {
    fputs("chmod: missing operand\n", stderr);
    refuse(FAILURE);
  }
  mask = umask(0);
  bool done = true;
  for (int i = optind + 1; i < argc; i++) done &= change(argv[i], argv[optind]);
  return finish(done ? 0 : FAILURE);
}
