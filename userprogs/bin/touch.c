// touch: makes files, or makes them new.
#define TOOL "touch"
#include "tool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char help[] =
  "Usage: touch [OPTION]... FILE...\n"
  "Set the times of each FILE to now; make it if it is not there.\n"
  "\n"
  "  -a                    only the time of the last reading\n"
  "  -m                    only the time of the last change\n"
  "  -c, --no-create       make no files\n"
  "  -d, --date=TIME       to TIME: @SECONDS, YYYY-MM-DD or 'YYYY-MM-DD HH:MM:SS', in UTC\n"
  "  -r, --reference=FILE  to the times of FILE\n"
  "  -h, --no-dereference  of symbolic links, not of what they lead to\n"
  "      --help            show this help\n"
  "\n"
  "Example: touch -d '2026-01-31 12:00' report\n";

static struct timespec read_time(const char *text) {
  struct timespec time = {0, 0};
  struct tm date = {0};
  char *end;
  if (*text == '@') {
    time.tv_sec = strtol(text + 1, &end, 10);
    if (end == text + 1 || *end != 0) fail(FAILURE, "invalid date format ", text);
    return time;
  }
  int count =
    sscanf(text, "%4d-%2d-%2d%*1[ T]%2d:%2d:%2d", &date.tm_year, &date.tm_mon, &date.tm_mday, &date.tm_hour,
                     &date.tm_min, &date.tm_sec);
  if (count != 3 && count < 5) fail(FAILURE, "invalid date format ", text);
  date.tm_year -= 1900;
  date.tm_mon--;
  time.tv_sec = timegm(&date);
  return time;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"no-create", no_argument, 0, 'c'}, {"date", required_argument, 0, 'd'},
    {"reference", required_argument, 0, 'r'}, {"no-dereference", no_argument, 0, 'h'}, HELP_OPTION,
  };
  struct timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  bool only_read = false, only_change = false, creates = true;
  int flags = 0;
  for (int option; (option = next_option(argc, argv, "amcfd:r:h", names, FAILURE)) != -1;) switch (option) {
    case 'a': only_read = true; break;
    case 'm': only_change = true; break;
    case 'c': creates = false; break;
    case 'h': flags = AT_SYMLINK_NOFOLLOW; break;
    case 'd': times[0] = times[1] = read_time(optarg); break;
    case 'r': {
      struct stat status;
      if (stat(optarg, &status) < 0) {
        fprintf(stderr, "touch: failed to get attributes of '%s': %s\n", optarg, strerror(errno));
        return FAILURE;
      }
      times[0] = status.st_atim;
      times[1] = status.st_mtim;
    }
  }
  if (only_read && !only_change) times[1].tv_nsec = UTIME_OMIT;
  if (only_change && !only_read) times[0].tv_nsec = UTIME_OMIT;
  if (optind == argc) {
    fputs("touch: missing file operand\n", stderr);
    refuse(FAILURE);
  }
  int status = 0;
  for (int i = optind; i < argc; i++) {
    if (creates && flags == 0) {
      int file = open(argv[i], O_WRONLY | O_CREAT | O_NONBLOCK, 0666);
      if (file >= 0) close(file);
    }
    if (utimensat(AT_FDCWD, argv[i], times, flags) == 0 || (errno == ENOENT && !creates)) continue;
    fprintf(stderr, "touch: cannot touch '%s': %s\n", argv[i], strerror(errno));
    status = FAILURE;
  }
  return status;
}
