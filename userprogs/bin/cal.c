// cal: the calendar of a month or a year.
#define TOOL "cal"
#include "tool.h"

#include <time.h>

const char help[] =
  "Usage: cal [OPTION]... [[MONTH] YEAR]\n"
  "Show a month: this one, or MONTH (1 to 12) of YEAR. With YEAR alone, show the whole year.\n"
  "\n"
  "  -m, --monday  weeks begin on Monday (without it, on Sunday)\n"
  "  -3, --three   the month before and the one after it, too\n"
  "  -y, --year    the whole year\n"
  "      --help    show this help\n"
  "\n"
  "From September 1752 on it is the Gregorian calendar, before that the Julian one, as in Britain.\n"
  "\n"
  "Example: cal -3 9 1752\n";

enum { WEEKS = 6, WIDTH = 20 };

static const char *const names[] = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"};
static bool begins_monday;

static bool is_gregorian(int month, int year) { return year > 1752 || (year == 1752 && month >= 9); }

static bool is_leap(int year) {
  if (year <= 1752) return year % 4 == 0;
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int month, int year) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

// The day of the week, 0 for Sunday, of the first of a month, by Zeller's congruence; January and February
// count as months of the year before. The first of September 1752 was Julian still.
static int first_weekday(int month, int year) {
  bool is_julian = !is_gregorian(month, year) || (year == 1752 && month == 9);
  int m = month < 3 ? month + 12 : month, y = month < 3 ? year - 1 : year;
  int sum = 1 + 13 * (m + 1) / 5 + y + y / 4 + (is_julian ? 5 : y / 400 - y / 100 + 7 * 400);
  return (sum + 6) % 7;
}

// Writes the days of a month into lines of the width.
static void fill_month(char lines[WEEKS][WIDTH + 1], int month, int year) {
  memset(lines, ' ', WEEKS * (WIDTH + 1));
  int place = (first_weekday(month, year) + 7 - begins_monday) % 7;
  for (int day = 1; day <= days_in(month, year); day++) {
    // The days that Britain left out when it took the new calendar.
    if (year == 1752 && month == 9 && day == 3) day = 14;
    char text[12];
    snprintf(text, sizeof text, "%2d", day);
    memcpy(lines[place / 7] + 3 * (place % 7), text, 2);
    place++;
  }
  for (int i = 0; i < WEEKS; i++) lines[i][WIDTH] = 0;
}

static void put_centred(const char *text, int width, bool is_padded) {
  int before = (width - (int)strlen(text)) / 2;
  int after = is_padded ? width - before - (int)strlen(text) : 0;
  printf("%*s%s%*s", before, "", text, after, "");
}

// Writes months side by side.
static void write_row(int month, int year, int count, bool has_year) {
  char lines[3][WEEKS][WIDTH + 1], title[40];
  for (int i = 0; i < count; i++) {
    int m = month + i, y = year;
    if (m < 1) m += 12, y--;
    if (m > 12) m -= 12, y++;
    fill_month(lines[i], m, y);
    if (has_year) snprintf(title, sizeof title, "%s %d", names[m - 1], y);
    else snprintf(title, sizeof title, "%s", names[m - 1]);
    put_centred(title, WIDTH, i < count - 1);
    fputs(i < count - 1 ? "  " : "\n", stdout);
  }
  const char *weekdays = begins_monday ? "Mo Tu We Th Fr Sa Su" : "Su Mo Tu We Th Fr Sa";
  for (int i = 0; i < count; i++) printf("%s%s", weekdays, i < count - 1 ? "  " : "\n");
  for (int week = 0; week < WEEKS; week++) {
    char text[3 * (WIDTH + 2) + 1] = "";
    for (int i = 0; i < count; i++) {
      strcat(text, lines[i][week]);
      if (i < count - 1) strcat(text, "  ");
    }
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ') text[--length] = 0;
    if (length > 0) puts(text);
  }
}

static void write_year(int year) {
  char title[12];
  snprintf(title, sizeof title, "%d", year);
  put_centred(title, 3 * WIDTH + 4, false);
  puts("");
  for (int month = 1; month <= 12; month += 3) {
    puts("");
    write_row(month, year, 3, false);
  }
}

static int read_number(const char *text, const char *what, int most) {
  char *end;
  long value = strtol(text, &end, 10);
  if (end != text && *end == 0 && value >= 1 && value <= most) return (int)value;
  fprintf(stderr, "cal: invalid %s '%s': it is 1 to %d\n", what, text, most);
  exit(FAILURE);
}

int main(int argc, char **argv) {
  static const struct option options[] = {
    {"monday", no_argument, 0, 'm'}, {"three", no_argument, 0, '3'}, {"year", no_argument, 0, 'y'}, HELP_OPTION,
  };
  bool has_neighbours = false, is_year = false;
  for (int option; (option = next_option(argc, argv, "m3y", options, FAILURE)) != -1;) switch (option) {
    case 'm': begins_monday = true; break;
    case '3': has_neighbours = true; break;
    case 'y': is_year = true; break;
  }
  time_t now = time(0);
  struct tm *today = localtime(&now);
  int month = today->tm_mon + 1, year = today->tm_year + 1900, left = argc - optind;
  if (left > 2) fail(FAILURE, "too many arguments", "");
  if (left > 0) year = read_number(argv[argc - 1], "year", 9999);
  if (left == 2) month = read_number(argv[optind], "month", 12);
  if (is_year || (left == 1 && !has_neighbours)) write_year(year);
  else write_row(month - has_neighbours, year, has_neighbours ? 3 : 1, true);
  return finish(0);
}
