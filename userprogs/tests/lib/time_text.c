// strftime with every conversion, mktime and timegm with members out of range, and the way back.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void show(time_t time) {
  static const char conversions[] = "aAbBcCdDeFgGhHIjklmMnprRsStTuUVwWxXyYzZ%";
  struct tm *date = gmtime(&time);
  for (const char *p = conversions; *p != 0; p++) {
    char format[] = {'%', *p, 0}, text[100];
    if (*p == 'Z') continue;  // GMT or UTC
    size_t size = strftime(text, sizeof text, format, date);
    printf("%c=%zu:%s|", *p, size, text);
  }
  printf("\n");
}

static void normalize(int year, int month, int day, int hour, int minute, int second) {
  struct tm date = {
    .tm_year = year - 1900, .tm_mon = month, .tm_mday = day, .tm_hour = hour, .tm_min = minute, .tm_sec = second,
  };
  time_t time = timegm(&date);
  printf("%ld %d-%02d-%02d %02d:%02d:%02d %d %d\n", (long)time, date.tm_year + 1900, date.tm_mon + 1, date.tm_mday,
    date.tm_hour, date.tm_min, date.tm_sec, date.tm_wday, date.tm_yday);
}

int main(void) {
  setenv("TZ", "UTC0", 1);
  tzset();
  static const time_t times[] = {
    0, 1, 86399, 951782400, 1078012800, 1230768000, 1262217600, 1704067199, 1709164800, 2147483647, 4102444800,
    -1, -86400, -2208988800,
  };
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) show(times[i]);
  normalize(2024, 0, 31, 0, 0, 0);
  normalize(2024, 1, 31, 0, 0, 0);
  normalize(2023, 13, 1, 0, 0, 0);
  normalize(2023, -1, 1, 25, 61, 61);
  normalize(2023, 0, 0, 0, 0, -1);
  normalize(2023, 0, 366, 0, 0, 0);
  normalize(1600, 1, 29, 12, 0, 0);
  char small[5];
  struct tm *date = gmtime(&times[3]);
  printf("%zu %zu\n", strftime(small, sizeof small, "%Y", date), strftime(small, sizeof small, "%F", date));
  printf("%s%s", asctime(date), ctime(&times[3]));
  struct tm copy = *date;
  printf("%ld\n", (long)mktime(&copy));
}
