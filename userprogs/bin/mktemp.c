// mktemp: makes a file or folder with a name that nothing else has.
#define TOOL "mktemp"
#include "tool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: mktemp [OPTION]... [TEMPLATE]\n"
  "Make a new file that only the user may read, and write its name. X's in TEMPLATE are replaced.\n"
  "\n"
  "  -d, --directory  a folder, not a file\n"
  "  -p FOLDER, --tmpdir[=FOLDER]  in FOLDER, where $TMPDIR says, or in /tmp (without TEMPLATE by itself)\n"
  "  -q, --quiet      no message if it fails\n"
  "  -t               TEMPLATE is in that folder\n"
  "  -u, --dry-run    make nothing, write only a name\n"
  "      --suffix=TEXT  TEXT behind the name\n"
  "      --help       show this help\n"
  "\n"
  "Example: work=$(mktemp -d)\n";

static const char *temporary_folder(void) {
  const char *folder = getenv("TMPDIR");
  return folder != 0 && *folder != 0 ? folder : "/tmp";
}

static bool is_dry;  // nothing is made

// Writes letters over the X's, and makes that file or folder; tries others if it is there already.
static bool make(char *path, char *letters, size_t count, bool is_folder) {
  static const char known[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  for (int attempt = 0; attempt < 100; attempt++) {
    for (size_t i = 0; i < count; i++) letters[i] = known[arc4random() % (sizeof known - 1)];
    if (is_dry) return true;
    int file = is_folder ? mkdir(path, 0700) : open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (file >= 0 && !is_folder) close(file);
    if (file >= 0) return true;
    if (errno != EEXIST) return false;
  }
  return false;
}

int main(int argc, char **argv) {
  enum { SUFFIX = 2000 };
  static const struct option names[] = {
    {"directory", no_argument, 0, 'd'}, {"tmpdir", optional_argument, 0, 'P'}, {"quiet", no_argument, 0, 'q'},
    {"dry-run", no_argument, 0, 'u'}, {"suffix", required_argument, 0, SUFFIX}, HELP_OPTION,
  };
  bool is_folder = false, is_quiet = false;
  const char *folder = 0, *suffix = "";
  for (int option; (option = next_option(argc, argv, "dp:qtu", names, FAILURE)) != -1;) switch (option) {
    case 'd': is_folder = true; break;
    case 'p': case 'P': folder = optarg == 0 || *optarg == 0 ? temporary_folder() : optarg; break;
    case 'q': is_quiet = true; break;
    case 't': folder = temporary_folder(); break;
    case 'u': is_dry = true; break;
    case SUFFIX: suffix = optarg; break;
  }
  if (argc - optind > 1) fail(FAILURE, "too many templates", "");
  const char *template = optind < argc ? argv[optind] : "tmp.XXXXXXXXXX";
  if (optind == argc && folder == 0) folder = temporary_folder();
  char *path = take_memory(0, strlen(template) + strlen(suffix) + (folder == 0 ? 0 : strlen(folder)) + 2);
  sprintf(path, "%s%s%s%s", folder == 0 ? "" : folder, folder == 0 ? "" : "/", template, suffix);
  size_t length = strlen(template), run = 0;
  while (run < length && template[length - 1 - run] == 'X') run++;
  if (run < 3) {
    if (!is_quiet) fprintf(stderr, "mktemp: too few X's in template '%s'\n", template);
    return FAILURE;
  }
  char *letters = path + strlen(path) - strlen(suffix) - run;
  if (!make(path, letters, run, is_folder)) {
    memset(letters, 'X', run);
    if (!is_quiet)
      fprintf(stderr, "mktemp: failed to create %s via template '%s': %s\n", is_folder ? "directory" : "file",
        path, strerror(errno));
    return FAILURE;
  }
  puts(path);
  return finish(0);
}
