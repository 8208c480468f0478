// date: writes the time.
#define TOOL "date"
#include "tool.h"

#include <sys/stat.h>
#include <time.h>

const char help[] =
  "Usage: date [OPTION]... [+FORMAT]\n"
  "Write the time as FORMAT says.\n"
  "\n"
  "  -d, --date=TIME       that time: @SECONDS, YYYY-MM-DD, or YYYY-MM-DD HH:MM[:SS], in UTC\n"
  "  -r, --reference=FILE  when FILE was changed last\n"
  "  -u, --utc             in UTC\n"
  "  -I, --iso-8601        as 2026-01-31\n"
  "  -R, --rfc-email       as Sat, 31 Jan 2026 12:00:00 +0000\n"
  "      --help            show this help\n"
  "\n"
  "In FORMAT: %Y year %m month %d day %H hour %M minute %S second %j day of the year %a %A weekday\n"
  "%b %B month's name %F %Y-%m-%d %T %H:%M:%S %s seconds since 1970 %N nanoseconds %Z zone, and what else\n"
  "strftime knows.\n"
  "Example: date '+%F %T'\n";

static _Noreturn void refuse_date(const char *text) {
  fprintf(stderr, "date: invalid date '%s'\n", text);
  exit(FAILURE);
}

static struct timespec read_date(const char *text) {
  struct timespec time = {0, 0};
  struct tm date = {0};
  char *end;
  int used = 0;
  if (*text == '@') {
    time.tv_sec = strtol(text + 1, &end, 10);
    if (end == text + 1 || *end != 0) refuse_date(text);
    return time;
  }
  if (sscanf(text, "%4d-%2d-%2d%n", &date.tm_year, &date.tm_mon, &date.tm_mday, &used) < 3) refuse_date(text);
  text += used;
  if (*text == 'T' || *text == ' ') {
    if (sscanf(text + 1, "%2d:%2d%n", &date.tm_hour, &date.tm_min, &used) < 2) refuse_date(text);
    text += 1 + used;
    if (sscanf(text, ":%2d%n", &date.tm_sec, &used) == 1) text += used;
  }
  if (strcmp(text, "Z") == 0 || strcmp(text, " UTC") == 0) text = "";
  if (*text != 0) refuse_date(text);
  date.tm_year -= 1900;
  date.tm_mon--;
  struct tm wanted = date;
  time.tv_sec = timegm(&date);
  if (wanted.tm_mon != date.tm_mon || wanted.tm_mday != date.tm_mday || wanted.tm_hour != date.tm_hour)
    refuse_date(text);
  return time;
}

// What strftime knows, and %N. A - behind the % takes the zeros away.
static void write_date(const char *format, struct timespec time, const struct tm *date) {
  for (; *format != 0; format++) {
    if (*format != '%' || format[1] == 0) {
      putchar(*format);
      continue;
    }
    bool is_short = *++format == '-' && format[1] != 0;
    if (is_short) format++;
    char conversion[] = {'%', *format, 0}, text[256];
    size_t zeros = 0, size = strftime(text, sizeof text, conversion, date);
    if (*format == 'N') size = (size_t)snprintf(text, sizeof text, "%09ld", time.tv_nsec);
    while (is_short && zeros + 1 < size && (text[zeros] == '0' || text[zeros] == ' ')) zeros++;
    fwrite(text + zeros, 1, size - zeros, stdout);
  }
  putchar('\n');
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"date", required_argument, 0, 'd'}, {"reference", required_argument, 0, 'r'},
    {"utc", no_argument, 0, 'u'},
    {"universal", no_argument, 0, 'u'}, {"iso-8601", no_argument, 0, 'I'}, {"rfc-email", no_argument, 0, 'R'},
    HELP_OPTION,
  };
  const char *format = "%a %b %e %H:%M:%S %Z %Y";
  bool is_utc = false;
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  for (int option; (option = next_option(argc, argv, "d:r:uIR", names, FAILURE)) != -1;) switch (option) {
    case 'd': time = read_date(optarg); break;
    case 'r': {
      struct stat status;
      if (stat(optarg, &status) < 0) {
        complain(optarg);
        return FAILURE;
      }
      time = status.st_mtim;
      break;
    }
    case 'u': is_utc = true; break;
    case 'I': format = "%Y-%m-%d"; break;
    case 'R': format = "%a, %d %b %Y %H:%M:%S %z"; break;
  }
  if (optind < argc) {
    if (*argv[optind] != '+') {
      fprintf(stderr, "date: invalid date '%s'\n", argv[optind]);
      return FAILURE;
    }
    format = argv[optind] + 1;
  }
  struct tm *date = is_utc ? gmtime(&time.tv_sec) : localtime(&time.tv_sec);
  if (is_utc) date->tm_zone = "UTC";
  write_date(format, time, date);
  return finish(0);
}
