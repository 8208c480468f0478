// date: writes the time.
#define TOOL "date"
#include "tool.h"

#include <sys/stat.h>

#include "date_text.h"

const char help[] =
  "Usage: date [OPTION]... [+FORMAT]\n"
  "Write the time as FORMAT says.\n"
  "\n"
  "  -d, --date=TIME       that time: '2026-01-31 12:00', '31 Jan 2026', @SECONDS, tomorrow, '-2 weeks',\n"
  "                        'next month', and what is made of several of these\n"
  "  -f, --file=FILE       for each line of FILE\n"
  "  -r, --reference=FILE  when FILE was changed last\n"
  "  -s, --set=TIME        set the clock, where that is allowed\n"
  "  -u, --utc             in UTC\n"
  "  -I, --iso-8601[=date|hours|minutes|seconds|ns]  as 2026-01-31T12:00:00+00:00, up to that (date)\n"
  "      --rfc-3339=date|seconds|ns                  as 2026-01-31 12:00:00+00:00, up to that\n"
  "  -R, --rfc-email       as Sat, 31 Jan 2026 12:00:00 +0000\n"
  "      --help            show this help\n"
  "\n"
  "In FORMAT: %Y year %m month %d day %H hour %M minute %S second %j day of the year %a %A weekday\n"
  "%b %B month's name %F %Y-%m-%d %T %H:%M:%S %s seconds since 1970 %N nanoseconds %Z zone, and what else\n"
  "strftime knows. Behind the % may stand - (no zeros), _ (blanks for zeros), 0, ^ (capitals), and a width.\n"
  "Example: date '+%F %T'\n";

static bool is_utc;

static struct timespec date_from(const char *text) {
  struct timespec time;
  if (read_date(text, is_utc, &time)) return time;
  fprintf(stderr, "date: invalid date '%s'\n", text);
  exit(FAILURE);
}

// What stands behind a % before its letter.
struct directive {
  char padding;  // - _ 0, or 0 for what the letter has
  bool is_upper, is_swapped;
  int width, colons;
};

static const char *read_directive(const char *format, struct directive *directive) {
  *directive = (struct directive){0};
  for (; *format != 0 && strchr("-_0^#", *format) != 0; format++)
    if (*format == '^') directive->is_upper = true;
    else if (*format == '#') directive->is_swapped = true;
    else directive->padding = *format;
  for (; isdigit((unsigned char)*format); format++)
    if (directive->width < 200) directive->width = 10 * directive->width + *format - '0';
  for (; *format == ':'; format++) directive->colons++;
  return format;
}

// +hhmm as +hh:mm or, with two colons, +hh:mm:ss.
static size_t put_colons(char *text, int colons) {
  char hours[4] = {text[0], text[1], text[2], 0}, minutes[3] = {text[3], text[4], 0};
  return (size_t)sprintf(text, "%s:%s%s", hours, minutes, colons > 1 ? ":00" : "");
}

static size_t expand(char letter, int colons, struct timespec time, const struct tm *date, char *text) {
  char conversion[] = {'%', letter, 0};
  if (letter == 'N') return (size_t)sprintf(text, "%09ld", time.tv_nsec);
  if (letter == 's') return (size_t)sprintf(text, "%ld", (long)time.tv_sec);
  if (letter == 'q') return (size_t)sprintf(text, "%d", date->tm_mon / 3 + 1);
  size_t size = strftime(text, 256, conversion, date);
  return letter == 'z' && colons > 0 ? put_colons(text, colons) : size;
}

// Other zeros or blanks before a number, or other letters.
static void write_field(char letter, struct directive directive, char *text, size_t size) {
  bool is_number = strchr("CdegGHIjklmMNqsSuUVwWyY", letter) != 0;
  char padding = directive.padding != 0 ? directive.padding
    : !is_number || strchr("ekl", letter) != 0 ? '_' : '0';
  if (letter == 'N') {
    fwrite(text, 1, directive.width > 0 && directive.width < 9 ? (size_t)directive.width : size, stdout);
    return;
  }
  size_t zeros = 0;
  while (is_number && zeros + 1 < size && (text[zeros] == '0' || text[zeros] == ' ')) zeros++;
  if (directive.padding == '-') text += zeros, size -= zeros;
  else if (directive.padding != 0) memset(text, padding == '0' ? '0' : ' ', zeros);
  for (size_t i = 0; i < size; i++)
    if (directive.is_upper || (directive.is_swapped && letter != 'Z')) text[i] = (char)toupper(text[i]);
    else if (directive.is_swapped) text[i] = (char)tolower(text[i]);
  for (int i = (int)size; i < directive.width && padding != '-'; i++) putchar(padding == '0' ? '0' : ' ');
  fwrite(text, 1, size, stdout);
}

static void write_date(const char *format, struct timespec time) {
  struct tm date = is_utc ? *gmtime(&time.tv_sec) : *localtime(&time.tv_sec);
  if (is_utc) date.tm_zone = "UTC";
  for (; *format != 0; format++) {
    struct directive directive;
    const char *letter = *format == '%' ? read_directive(format + 1, &directive) : format;
    if (letter == format || *letter == 0) {
      putchar(*format);
      continue;
    }
    char text[256];
    size_t size = expand(*letter, directive.colons, time, &date, text);
    write_field(*letter, directive, text, size);
    format = letter;
  }
  putchar('\n');
}

static const char *choose_form(const char *unit, bool is_iso) {
  static const char *const units[] = {"date", "hours", "minutes", "seconds", "ns"};
  static const char *const iso[] = {
    "%Y-%m-%d", "%Y-%m-%dT%H%:z", "%Y-%m-%dT%H:%M%:z", "%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%dT%H:%M:%S,%N%:z",
  };
  static const char *const rfc[] = {"%Y-%m-%d", 0, 0, "%Y-%m-%d %H:%M:%S%:z", "%Y-%m-%d %H:%M:%S.%N%:z"};
  for (int i = 0; i < 5; i++)
    if (strcmp(unit, units[i]) == 0 && (is_iso || rfc[i] != 0)) return is_iso ? iso[i] : rfc[i];
  fprintf(stderr, "date: invalid argument '%s' for '--%s'\n", unit, is_iso ? "iso-8601" : "rfc-3339");
  refuse(FAILURE);
}

static int write_lines(const char *name, const char *format) {
  FILE *file = open_input(name);
  if (file == 0) return FAILURE;
  char *line = 0;
  size_t room = 0;
  for (ssize_t length; (length = getline(&line, &room, file)) > 0;) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    write_date(format, date_from(line));
  }
  return finish(0);
}

int main(int argc, char **argv) {
  enum { RFC_3339 = 2000 };
  static const struct option names[] = {
    {"date", required_argument, 0, 'd'}, {"file", required_argument, 0, 'f'},
    {"reference", required_argument, 0, 'r'}, {"set", required_argument, 0, 's'},
    {"utc", no_argument, 0, 'u'}, {"universal", no_argument, 0, 'u'},
    {"iso-8601", optional_argument, 0, 'I'}, {"rfc-3339", required_argument, 0, RFC_3339},
    {"rfc-email", no_argument, 0, 'R'}, HELP_OPTION,
  };
  const char *format = "%a %b %e %H:%M:%S %Z %Y", *text = 0, *file = 0, *reference = 0;
  bool sets = false;
  for (int option; (option = next_option(argc, argv, "d:f:r:s:uI::R", names, FAILURE)) != -1;)
    switch (option) {
    case 's': sets = true;  // fall through
    case 'd': text = optarg; break;
    case 'f': file = optarg; break;
    case 'r': reference = optarg; break;
    case 'u': is_utc = true; break;
    case 'I': format = choose_form(optarg == 0 ? "date" : optarg, true); break;
    case RFC_3339: format = choose_form(optarg, false); break;
    case 'R': format = "%a, %d %b %Y %H:%M:%S %z"; break;
  }
  if (optind < argc && *argv[optind] != '+') {
    fprintf(stderr, "date: invalid date '%s'\n", argv[optind]);
    return FAILURE;
  }
  if (argc - optind > 1) {
    fprintf(stderr, "date: extra operand '%s'\n", argv[optind + 1]);
    refuse(FAILURE);
  }
  if (optind < argc) format = argv[optind] + 1;
  if (file != 0) return write_lines(file, format);
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  struct stat status;
  if (reference != 0) {
    if (stat(reference, &status) < 0) return complain(reference), FAILURE;
    time = status.st_mtim;
  }
  if (text != 0) time = date_from(text);
  if (sets && clock_settime(CLOCK_REALTIME, &time) < 0) complain("cannot set date");
  write_date(format, time);
  return finish(0);
}
