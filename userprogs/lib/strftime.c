// Dates as text, in the C locale.

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const days[] = {
  "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const months[] = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"};

static const char *name(const char *const *names, int index, int count) {
  return index >= 0 && index < count ? names[index] : "?";
}

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// The week's number by ISO 8601, where the week with the year's first Thursday is the first, and its year.
static int iso_week(const struct tm *date, int *year) {
  int from_monday = (date->tm_wday + 6) % 7;
  int week = (date->tm_yday - from_monday + 10) / 7;
  *year = date->tm_year + 1900;
  if (week == 0) {
    --*year;
    int days_of_year = 365 + is_leap(*year);
    return (date->tm_yday + days_of_year - from_monday + 10) / 7;
  }
  if (week < 53) return week;
  int days_left = 365 + is_leap(*year) - date->tm_yday;
  if (days_left > 3 - from_monday) return week;
  ++*year;
  return 1;
}

// The format that a conversion stands for, or null.
static const char *long_form(char conversion) {
  switch (conversion) {
    case 'c': return "%a %b %e %H:%M:%S %Y";
    case 'D': case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'R': return "%H:%M";
    case 'r': return "%I:%M:%S %p";
    case 'T': case 'X': return "%H:%M:%S";
    default: return 0;
  }
}

// The text of one conversion, in at most `size` bytes.
static size_t convert(char *text, size_t size, char conversion, const struct tm *date) {
  int year = date->tm_year + 1900, hour = date->tm_hour % 12 == 0 ? 12 : date->tm_hour % 12, iso_year;
  int week = iso_week(date, &iso_year);
#define NUMBER(format, value) (size_t)snprintf(text, size, format, value)
  switch (conversion) {
    case 'a': return NUMBER("%.3s", name(days, date->tm_wday, 7));
    case 'A': return NUMBER("%s", name(days, date->tm_wday, 7));
    case 'b': case 'h': return NUMBER("%.3s", name(months, date->tm_mon, 12));
    case 'B': return NUMBER("%s", name(months, date->tm_mon, 12));
    case 'C': return NUMBER("%02d", year / 100);
    case 'd': return NUMBER("%02d", date->tm_mday);
    case 'e': return NUMBER("%2d", date->tm_mday);
    case 'g': return NUMBER("%02d", iso_year % 100);
    case 'G': return NUMBER("%d", iso_year);
    case 'H': return NUMBER("%02d", date->tm_hour);
    case 'I': return NUMBER("%02d", hour);
    case 'j': return NUMBER("%03d", date->tm_yday + 1);
    case 'k': return NUMBER("%2d", date->tm_hour);
    case 'l': return NUMBER("%2d", hour);
    case 'm': return NUMBER("%02d", date->tm_mon + 1);
    case 'M': return NUMBER("%02d", date->tm_min);
    case 'n': return NUMBER("%s", "\n");
    case 'p': return NUMBER("%s", date->tm_hour < 12 ? "AM" : "PM");
    case 'P': return NUMBER("%s", date->tm_hour < 12 ? "am" : "pm");
    case 's': return NUMBER("%ld", timegm(&(struct tm){
                .tm_year = date->tm_year, .tm_mon = date->tm_mon, .tm_mday = date->tm_mday,
                .tm_hour = date->tm_hour, .tm_min = date->tm_min, .tm_sec = date->tm_sec}));
    case 'S': return NUMBER("%02d", date->tm_sec);
    case 't': return NUMBER("%s", "\t");
    case 'u': return NUMBER("%d", date->tm_wday == 0 ? 7 : date->tm_wday);
    case 'U': return NUMBER("%02d", (date->tm_yday + 7 - date->tm_wday) / 7);
    case 'V': return NUMBER("%02d", week);
    case 'w': return NUMBER("%d", date->tm_wday);
    case 'W': return NUMBER("%02d", (date->tm_yday + 7 - (date->tm_wday + 6) % 7) / 7);
    case 'y': return NUMBER("%02d", year % 100);
    case 'Y': return NUMBER("%d", year);
    case 'z': return NUMBER("%s", "+0000");
    case 'Z': return NUMBER("%s", date->tm_zone != 0 ? date->tm_zone : "UTC");
    case '%': return NUMBER("%s", "%");
    default: return (size_t)snprintf(text, size, "%%%c", conversion);
  }
#undef NUMBER
}

// Returns the length, or 0 if there is not room enough.
size_t strftime(
  char *restrict text, size_t size, const char *restrict format, const struct tm *restrict date) {
  size_t length = 0;
  for (; *format != 0; format++) {
    size_t added = 1;
    if (*format != '%') {
      if (length + 1 < size) text[length] = *format;
    } else {
      format++;
      if (*format == 'E' || *format == 'O') format++;
      if (*format == 0) break;
      const char *form = long_form(*format);
      size_t room = length < size ? size - length : 0;
      char *place = text + length;
      added = form != 0 ? strftime(place, room, form, date) : convert(place, room, *format, date);
      if (form != 0 && added == 0) return 0;
    }
    length += added;
    if (length >= size) return 0;
  }
  if (length < size) text[length] = 0;
  return length < size ? length : 0;
}

char *asctime_r(const struct tm *restrict date, char *restrict text) {
  snprintf(
    text, 26, "%.3s %.3s%3d %.2d:%.2d:%.2d %d\n", name(days, date->tm_wday, 7),
    name(months, date->tm_mon, 12), date->tm_mday, date->tm_hour, date->tm_min, date->tm_sec, date->tm_year + 1900);
  return text;
}

char *asctime(const struct tm *date) {
  static char text[26];
  return asctime_r(date, text);
}

char *ctime_r(const time_t *time, char *text) {
  struct tm date;
  return gmtime_r(time, &date) == 0 ? 0 : asctime_r(&date, text);
}

char *ctime(const time_t *time) {
  static char text[26];
  return ctime_r(time, text);
}
