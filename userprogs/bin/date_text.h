// Times as people write them, for date and touch: 2026-01-31 12:00, @86400, next month, 31 Jan 2026 -2 days.
#ifndef DATE_TEXT_H
#define DATE_TEXT_H

#include <ctype.h>
#include <time.h>

struct date_text {
  const char *p;
  struct tm date;  // what was said, or now; relative amounts are added to it
  long nanoseconds, zone;
  bool has_date, has_time, has_zone, has_weekday;
  int weekday;
  long last_amount;  // of the relative item before, for "ago"
  int last_unit;
};

enum { UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH, UNIT_YEAR };

// The place of the word in a list with commas behind its entries; the first three letters may stand for it.
static int word_number(const char *list, const char *word, size_t length) {
  for (int place = 0; *list != 0; place++) {
    size_t size = strcspn(list, ",");
    if (length >= 3 && length <= size && (length == 3 || length == size) &&
        strncasecmp(list, word, length) == 0) return place;
    list += size + (list[size] == ',');
  }
  return -1;
}

static void add_amount(struct date_text *text, long amount, int unit) {
  text->last_amount = amount;
  text->last_unit = unit;
  switch (unit) {
    case UNIT_SECOND: text->date.tm_sec += (int)amount; break;
    case UNIT_MINUTE: text->date.tm_min += (int)amount; break;
    case UNIT_HOUR: text->date.tm_hour += (int)amount; break;
    case UNIT_DAY: text->date.tm_mday += (int)amount; break;
    case UNIT_WEEK: text->date.tm_mday += 7 * (int)amount; break;
    case UNIT_FORTNIGHT: text->date.tm_mday += 14 * (int)amount; break;
    case UNIT_MONTH: text->date.tm_mon += (int)amount; break;
    case UNIT_YEAR: text->date.tm_year += (int)amount; break;
  }
}

// second, minutes, day ...; -1 for another word.
static int unit_number(const char *word, size_t length) {
  static const char *const units[] = {
    "second", "minute", "hour", "day", "week", "fortnight", "month", "year", "sec", "min",
  };
  for (int i = 0; i < 10; i++) {
    size_t size = strlen(units[i]);
    bool is_plural = length == size + 1 && (word[size] | 32) == 's';
    if ((length == size || is_plural) && strncasecmp(word, units[i], size) == 0) return i % 8;
  }
  return -1;
}

static bool set_clock(struct date_text *text, int hour, int minute, int second) {
  text->date.tm_hour = hour;
  text->date.tm_min = minute;
  text->date.tm_sec = second;
  return text->has_time = true;
}

static bool set_day(struct date_text *text, int year, int month, int day) {
  static const unsigned char lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (text->has_date || month < 1 || month > 12 || day < 1 || day > lengths[month - 1]) return false;
  bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (month == 2 && day == 29 && !is_leap) return false;
  text->date.tm_year = year - 1900;
  text->date.tm_mon = month - 1;
  text->date.tm_mday = day;
  return text->has_date = true;
}

// HH:MM[:SS[.FRACTION]] [am|pm]
static bool read_clock(struct date_text *text) {
  int hour, minute, second = 0, used = 0;
  if (sscanf(text->p, "%2d:%2d%n", &hour, &minute, &used) < 2) return false;
  text->p += used;
  if (sscanf(text->p, ":%2d%n", &second, &used) == 1) text->p += used;
  if (*text->p == '.' || (*text->p == ',' && isdigit((unsigned char)text->p[1]))) {
    long scale = 100000000;
    for (text->p++; isdigit((unsigned char)*text->p); text->p++, scale /= 10)
      text->nanoseconds += (*text->p - '0') * scale;
  }
  const char *word = text->p + strspn(text->p, " ");
  bool is_afternoon = strncasecmp(word, "pm", 2) == 0;
  if (is_afternoon || strncasecmp(word, "am", 2) == 0) {
    if (hour < 1 || hour > 12) return false;
    hour = hour % 12 + 12 * is_afternoon;
    text->p = word + 2;
  }
  return hour < 24 && minute < 60 && second < 61 && set_clock(text, hour, minute, second);
}

// [+-]HH[:]MM or [+-]H behind a time.
static bool read_zone(struct date_text *text) {
  int sign = *text->p++ == '-' ? -1 : 1;
  char *end;
  long value = strtol(text->p, &end, 10), digits = end - text->p;
  if (*end == ':') value = 100 * value + strtol(end + 1, &end, 10), digits = 4;
  text->p = end;
  if (digits < 1 || digits > 4) return false;
  if (digits <= 2) value *= 100;
  text->zone = sign * (value / 100 * 3600 + value % 100 * 60);
  return text->has_zone = true;
}

// What begins with a digit: a date, a time, or an amount of something.
static bool read_digits(struct date_text *text) {
  int a, b, c, used = 0;
  size_t digits = strspn(text->p, "0123456789");
  char next = text->p[digits];
  if (next == ':') return read_clock(text);
  bool has_month = next == '-' && isdigit((unsigned char)text->p[digits + 1]);
  if (has_month && sscanf(text->p, "%d-%2d-%2d%n", &a, &b, &c, &used) == 3)
    return text->p += used, set_day(text, a, b, c);
  if (next == '/') {
    int count = sscanf(text->p, "%d/%d%n/%d%n", &a, &b, &used, &c, &used);
    text->p += used;
    if (count == 3) return digits == 4 ? set_day(text, a, b, c) : set_day(text, c < 100 ? 2000 + c : c, a, b);
    return count == 2 && set_day(text, text->date.tm_year + 1900, a, b);
  }
  if (digits == 8 && sscanf(text->p, "%4d%2d%2d", &a, &b, &c) == 3)
    return text->p += 8, set_day(text, a, b, c);
  char *end;
  long amount = strtol(text->p, &end, 10);
  while (*end == ' ' || *end == '-') end++;
  size_t length = 0;
  while (isalpha((unsigned char)end[length])) length++;
  int unit = unit_number(end, length);
  if (unit >= 0) return text->p = end + length, add_amount(text, amount, unit), true;
  static const char months[] =
    "january,february,march,april,may,june,july,august,september,october,november,december";
  int month = word_number(months, end, length);
  if (month < 0) return false;
  text->p = end + length + strspn(end + length, " -,");
  int year = text->date.tm_year + 1900;
  if (isdigit((unsigned char)*text->p) && text->p[strspn(text->p, "0123456789")] != ':')
    year = (int)strtol(text->p, (char **)&text->p, 10);
  return set_day(text, year, month + 1, (int)amount);
}

// MONTH DAY[, YEAR]
static bool read_month(struct date_text *text, int month) {
  text->p += strspn(text->p, " ");
  if (!isdigit((unsigned char)*text->p)) return false;
  long day = strtol(text->p, (char **)&text->p, 10), year = text->date.tm_year + 1900;
  const char *next = text->p + strspn(text->p, ", ");
  if (strspn(next, "0123456789") == 4 && next[4] != ':') year = strtol(next, (char **)&text->p, 10);
  return set_day(text, (int)year, month + 1, (int)day);
}

static bool read_word(struct date_text *text) {
  const char *word = text->p;
  size_t length = 0;
  while (isalpha((unsigned char)word[length])) length++;
  if (length == 0) return false;
  text->p += length;
#define IS(name) (length == sizeof name - 1 && strncasecmp(word, name, length) == 0)
  if (IS("now") || IS("today") || IS("T") || IS("at") || IS("and")) return true;
  if (IS("yesterday")) return add_amount(text, -1, UNIT_DAY), true;
  if (IS("tomorrow")) return add_amount(text, 1, UNIT_DAY), true;
  if (IS("midnight")) return set_clock(text, 0, 0, 0);
  if (IS("noon")) return set_clock(text, 12, 0, 0);
  if (IS("Z") || IS("UTC") || IS("GMT")) return text->has_zone = true;
  if (IS("ago")) {
    add_amount(text, -2 * text->last_amount, text->last_unit);
    return true;
  }
  if (IS("next") || IS("last") || IS("this")) {
    long amount = IS("next") ? 1 : IS("last") ? -1 : 0;
    text->p += strspn(text->p, " ");
    size_t size = 0;
    while (isalpha((unsigned char)text->p[size])) size++;
    int unit = unit_number(text->p, size);
    if (unit < 0) return false;
    text->p += size;
    return add_amount(text, amount, unit), true;
  }
#undef IS
  int unit = unit_number(word, length);
  if (unit >= 0) return add_amount(text, 1, unit), true;
  int month = word_number(
    "january,february,march,april,may,june,july,august,september,october,november,december", word, length);
  if (month >= 0) return read_month(text, month);
  text->weekday =
    word_number("sunday,monday,tuesday,wednesday,thursday,friday,saturday", word, length);
  return text->has_weekday = text->weekday >= 0;
}

static bool read_item(struct date_text *text) {
  bool is_sign = *text->p == '+' || *text->p == '-';
  bool is_zone = is_sign && text->has_time && !text->has_zone;
  if (is_zone && isdigit((unsigned char)text->p[1])) return read_zone(text);
  if (is_sign) {
    char *end;
    long amount = strtol(text->p, &end, 10);
    while (*end == ' ') end++;
    size_t length = 0;
    while (isalpha((unsigned char)end[length])) length++;
    int unit = end == text->p ? -1 : unit_number(end, length);
    text->p = end + length;
    return unit >= 0 && (add_amount(text, amount, unit), true);
  }
  return isdigit((unsigned char)*text->p) ? read_digits(text) : read_word(text);
}

// Seconds since 1970, which may have a fraction.
static bool read_seconds(const char *text, struct timespec *time) {
  char *end;
  *time = (struct timespec){strtol(text, &end, 10), 0};
  if (end == text) return false;
  if (*end == '.') {
    long scale = 100000000;
    for (end++; isdigit((unsigned char)*end); end++, scale /= 10) time->tv_nsec += (*end - '0') * scale;
  }
  return *end == 0;
}

// False if the text says no time. Where it names no zone, it is local, or with `is_utc` UTC.
static bool read_date(const char *source, bool is_utc, struct timespec *time) {
  if (*source == '@') return read_seconds(source + 1, time);
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  struct date_text text = {.p = source, .nanoseconds = 0};
  struct tm today = is_utc ? *gmtime(&now.tv_sec) : *localtime(&now.tv_sec);
  text.date = today;
  bool is_empty = true;
  for (text.p += strspn(text.p, " ,"); *text.p != 0; text.p += strspn(text.p, " ,")) {
    is_empty = false;
    if (!read_item(&text)) return false;
  }
  if (!text.has_time && (text.has_date || text.has_weekday || is_empty)) {
    text.date.tm_hour -= today.tm_hour;
    text.date.tm_min -= today.tm_min;
    text.date.tm_sec -= today.tm_sec;
  } else if (!text.has_time) text.nanoseconds = now.tv_nsec;
  if (text.has_weekday && !text.has_date) text.date.tm_mday += (text.weekday - today.tm_wday + 7) % 7;
  text.date.tm_isdst = -1;
  time->tv_sec = is_utc || text.has_zone ? timegm(&text.date) - text.zone : mktime(&text.date);
  time->tv_nsec = text.nanoseconds;
  return true;
}

#endif
