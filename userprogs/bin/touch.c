// touch: makes files, or makes them new.
#define TOOL "touch"
#include "tool.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "date_text.h"

const char help[] =
  "Usage: touch [OPTION]... FILE...\n"
  "Set the times of each FILE to now; make it if it is not there.\n"
  "\n"
  "  -a                    only the time of the last reading\n"
  "  -m                    only the time of the last change\n"
  "  -c, --no-create       make no files\n"
  "  -d, --date=TIME       to TIME, as for date -d: '2026-01-31 12:00', yesterday, @SECONDS\n"
  "  -t [[CC]YY]MMDDhhmm[.ss]  to that time\n"
  "  -r, --reference=FILE  to the times of FILE\n"
  "  -h, --no-dereference  of symbolic links, not of what they lead to\n"
  "      --help            show this help\n"
  "\n"
  "Example: touch -d '2026-01-31 12:00' report\n";

static struct timespec time_from(const char *text) {
  struct timespec time;
  if (!read_date(text, false, &time)) {
    fprintf(stderr, "touch: invalid date format '%s'\n", text);
    exit(FAILURE);
  }
  return time;
}

// The old form: digits without anything between them.
static struct timespec stamp(const char *text) {
  struct timespec now, time = {0, 0};
  clock_gettime(CLOCK_REALTIME, &now);
  struct tm date = {.tm_isdst = -1, .tm_year = localtime(&now.tv_sec)->tm_year};
  size_t digits = strspn(text, "0123456789");
  int year = 0, used = 0, count = 0;
  const char *p = text;
  if (digits == 12 && sscanf(p, "%4d", &year) == 1) date.tm_year = year - 1900, p += 4;
  if (digits == 10 && sscanf(p, "%2d", &year) == 1) date.tm_year = year < 69 ? 100 + year : year, p += 2;
  count = sscanf(p, "%2d%2d%2d%2d%n", &date.tm_mon, &date.tm_mday, &date.tm_hour, &date.tm_min, &used);
  if (p[used] == '.') count -= sscanf(p + used, ".%2d", &date.tm_sec) != 1;
  else count -= p[used] != 0;
  if (count != 4 || date.tm_mon < 1 || date.tm_mon > 12 || date.tm_hour > 23 || date.tm_min > 59) {
    fprintf(stderr, "touch: invalid date format '%s'\n", text);
    exit(FAILURE);
  }
  date.tm_mon--;
  time.tv_sec = mktime(&date);
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
  for (int option; (option = next_option(argc, argv, "amcfd:r:t:h", names, FAILURE)) != -1;) switch (option) {
    case 'a': only_read = true; break;
    case 'm': only_change = true; break;
    case 'c': creates = false; break;
    case 'h': flags = AT_SYMLINK_NOFOLLOW; break;
    case 'd': times[0] = times[1] = time_from(optarg); break;
    case 't': times[0] = times[1] = stamp(optarg); break;
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
    int failure = 0;  // why it could not be made: says more than that it is not there
    if (creates && flags == 0) {
      int file = open(argv[i], O_WRONLY | O_CREAT | O_NONBLOCK, 0666);
      if (file >= 0) close(file);
      else failure = errno;
    }
    if (utimensat(AT_FDCWD, argv[i], times, flags) == 0 || (errno == ENOENT && !creates)) continue;
    if (failure != 0) errno = failure;
    fprintf(stderr, "touch: cannot touch '%s': %s\n", argv[i], strerror(errno));
    status = FAILURE;
  }
  return status;
}
