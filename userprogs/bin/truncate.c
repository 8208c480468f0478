// truncate: makes files shorter or longer.
#define TOOL "truncate"
#include "tool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

const char help[] =
  "Usage: truncate OPTION... FILE...\n"
  "Set the size of each FILE; what is new in it is a hole, of null bytes.\n"
  "\n"
  "  -c, --no-create       make no files\n"
  "  -r, --reference=FILE  the size of FILE\n"
  "  -s, --size=N          N bytes; +N, -N: so many more, fewer; <N, >N: at most, at least; k M G may follow\n"
  "      --help            show this help\n"
  "\n"
  "Example: truncate -s 1G image\n";

static off_t reference = -1;
static char relation;
static long size;

static off_t new_size(off_t old) {
  switch (relation) {
    case '+': return old + size;
    case '-': return old > size ? old - size : 0;
    case '<': return old < size ? old : size;
    case '>': return old > size ? old : size;
    default: return reference >= 0 ? reference : size;
  }
}

static bool set_size(const char *path, int flags) {
  struct stat status;
  int file = open(path, O_WRONLY | O_NONBLOCK | flags, 0666);
  if (file < 0 && errno == ENOENT && flags == 0) return true;
  bool done = file >= 0 && fstat(file, &status) == 0 && ftruncate(file, new_size(status.st_size)) == 0;
  if (!done)
    fprintf(stderr, "truncate: cannot %s '%s': %s\n", file < 0 ? "open" : "truncate", path, strerror(errno));
  if (file >= 0) close(file);
  return done;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"no-create", no_argument, 0, 'c'}, {"reference", required_argument, 0, 'r'},
    {"size", required_argument, 0, 's'}, HELP_OPTION,
  };
  int flags = O_CREAT;
  bool has_size = false;
  struct stat status;
  for (int option; (option = next_option(argc, argv, "cr:s:", names, FAILURE)) != -1;) switch (option) {
    case 'c': flags = 0; break;
    case 'r':
      if (stat(optarg, &status) < 0) return complain(optarg), FAILURE;
      reference = status.st_size;
      break;
    case 's':
      has_size = true;
      if (*optarg != 0 && strchr("+-<>", *optarg) != 0) relation = *optarg++;
      size = read_size(optarg, "number");
      break;
  }
  if (!has_size && reference < 0) {
    fputs("truncate: you must specify either '--size' or '--reference'\n", stderr);
    refuse(FAILURE);
  }
  if (optind == argc) {
    fputs("truncate: missing file operand\n", stderr);
    refuse(FAILURE);
  }
  bool done = true;
  for (int i = optind; i < argc; i++) done &= set_size(argv[i], flags);
  return done ? 0 : FAILURE;
}
