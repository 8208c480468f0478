// sync: has what was written reach the disk.
#define TOOL "sync"
#include "tool.h"

#include <fcntl.h>
#include <unistd.h>

const char help[] =
  "Usage: sync [OPTION] [FILE]...\n"
  "Wait until all that was written is on its disk; with FILEs, what was written to them.\n"
  "\n"
  "  -d, --data  (with FILEs) their bytes only, not their times\n"
  "      --help  show this help\n"
  "\n"
  "Example: sync notes.txt\n";

static bool sync_file(const char *name, bool only_data) {
  int file = open(name, O_RDONLY | O_NONBLOCK);
  if (file < 0) {
    fprintf(stderr, "sync: error opening '%s': %s\n", name, strerror(errno));
    return false;
  }
  bool done = (only_data ? fdatasync(file) : fsync(file)) == 0;
  if (!done) fprintf(stderr, "sync: error syncing '%s': %s\n", name, strerror(errno));
  close(file);
  return done;
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"data", no_argument, 0, 'd'}, HELP_OPTION};
  bool only_data = false, done = true;
  while (next_option(argc, argv, "d", names, FAILURE) != -1) only_data = true;
  if (optind == argc && only_data) fail(FAILURE, "--data needs at least one argument", "");
  if (optind == argc) sync();
  for (; optind < argc; optind++) done &= sync_file(argv[optind], only_data);
  return finish(done ? 0 : FAILURE);
}
