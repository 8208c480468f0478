// The calendar. The time zone is UTC, and there are no leap seconds.
//
// Days are counted from the first of March of the year 0, so that a leap day is the last day of its year. 400
// years have 146097 days, 100 years 36524 and 4 years 1461; the months from March on have 31 30 31 30 31 | 31
// 30 31 30 31 | 31 28 or 29 days, which is 153 for five, and (153 * m + 2) / 5 days before month m.

#include <errno.h>
#include <limits.h>
#include <time.h>
#include "internal.h"

#define DAYS_BEFORE_1970 719468           // since 0000-03-01
#define DAYS_OF_400_YEARS 146097

long timezone;
int daylight;
static char utc[] = "UTC";
char *tzname[2] = {utc, utc};

void tzset(void) {}

static long floor_divide(long value, long divisor) { return value / divisor - (value % divisor < 0); }

// The number of the day on which a date falls, from 1970-01-01. `month` counts from January, 0, and may be
// any.
static long day_number(long year, long month, long day) {
  year += floor_divide(month, 12);
  month -= floor_divide(month, 12) * 12;
  if (month < 2) year--;
  long era = floor_divide(year, 400), year_of_era = year - era * 400, from_march = (month + 10) % 12;
  long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * from_march + 2) / 5;
  return era * DAYS_OF_400_YEARS + day_of_era + day - 1 - DAYS_BEFORE_1970;
}

// Fills in the date of a day, and returns its year.
static long set_date(struct tm *result, long day) {
  long from_march_0 = day + DAYS_BEFORE_1970, era = floor_divide(from_march_0, DAYS_OF_400_YEARS);
  long day_of_era = from_march_0 - era * DAYS_OF_400_YEARS;
  long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  long from_march = (5 * day_of_year + 2) / 153;
  result->tm_mday = (int)(day_of_year - (153 * from_march + 2) / 5 + 1);
  result->tm_mon = (int)(from_march < 10 ? from_march + 2 : from_march - 10);
  return era * 400 + year_of_era + (result->tm_mon < 2);
}

struct tm *gmtime_r(const time_t *restrict time, struct tm *restrict result) {
  long day = floor_divide(*time, 86400), second = *time - day * 86400;
  *result = (struct tm){
    .tm_hour = (int)(second / 3600), .tm_min = (int)(second / 60 % 60), .tm_sec = (int)(second % 60),
    .tm_zone = "GMT"};
  long year = set_date(result, day);
  if (year - 1900 > INT_MAX || year - 1900 < INT_MIN) return errno = EOVERFLOW, (struct tm *)0;
  result->tm_year = (int)(year - 1900);
  result->tm_yday = (int)(day - day_number(year, 0, 1));
  result->tm_wday = (int)(((day + 4) % 7 + 7) % 7);      // 1970-01-01 was a Thursday
  return result;
}

struct tm *localtime_r(const time_t *restrict time, struct tm *restrict result) {
  if (gmtime_r(time, result) == 0) return 0;
  result->tm_zone = utc;
  return result;
}

struct tm *gmtime(const time_t *time) {
  static struct tm result;
  return gmtime_r(time, &result);
}

struct tm *localtime(const time_t *time) {
  static struct tm result;
  return localtime_r(time, &result);
}

time_t timegm(struct tm *date) {
  long day = day_number(date->tm_year + 1900l, date->tm_mon, date->tm_mday);
  time_t time = day * 86400 + date->tm_hour * 3600l + date->tm_min * 60l + date->tm_sec;
  gmtime_r(&time, date);
  return time;
}

time_t mktime(struct tm *date) {
  time_t time = timegm(date);
  date->tm_zone = utc;
  return time;
}
