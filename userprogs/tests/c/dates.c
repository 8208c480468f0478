// The calendar: days since 1970, weekdays, leap years, Easter, a month's page.
#include <stdio.h>

static int is_leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
static int month_length(int y, int m) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[m - 1] + (m == 2 && is_leap(y));
}

// Years begin in March, so that the leap day comes last.
static long days(int y, int m, int d) {
  y -= m <= 2;
  long era = (y >= 0 ? y : y - 399) / 400;
  unsigned of_era = (unsigned)(y - era * 400), of_year = (153u * (unsigned)(m + (m > 2 ? -3 : 9)) + 2) / 5 + (unsigned)d - 1;
  return era * 146097 + (long)(of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

static void date(long days, int *y, int *m, int *d) {
  days += 719468;
  long era = (days >= 0 ? days : days - 146096) / 146097;
  unsigned of_era = (unsigned)(days - era * 146097);
  unsigned year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  unsigned of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  *d = (int)(of_year - (153 * month + 2) / 5 + 1);
  *m = (int)(month < 10 ? month + 3 : month - 9);
  *y = (int)(year + (unsigned)(era * 400)) + (*m <= 2);
}

static int weekday(long days) { return (int)((days % 7 + 11) % 7); }  // 0 is Sunday

static void easter(int y, int *m, int *d) {
  int a = y % 19, b = y / 100, c = y % 100, e = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int f = (32 + 2 * (b % 4) + 2 * (c / 4) - e - c % 4) % 7, g = (a + 11 * e + 22 * f) / 451;
  *m = (e + f - 7 * g + 114) / 31;
  *d = (e + f - 7 * g + 114) % 31 + 1;
}

static void page(int y, int m) {
  printf("    %02d/%d\nSu Mo Tu We Th Fr Sa\n", m, y);
  int column = weekday(days(y, m, 1));
  printf("%*s", 3 * column, "");
  for (int d = 1; d <= month_length(y, m); d++, column++) printf("%2d%s", d, column % 7 == 6 ? "\n" : " ");
  printf("\n");
}

int main(void) {
  int wrong = 0, y, m, d;
  long n = days(1900, 1, 1);
  for (y = 1900; y < 2101; y++)
    for (m = 1; m <= 12; m++)
      for (d = 1; d <= month_length(y, m); d++, n++) {
        int yy, mm, dd;
        date(n, &yy, &mm, &dd);
        wrong += yy != y || mm != m || dd != d || days(y, m, d) != n;
      }
  printf("%d wrong; 1970 began on day %ld, a %d; 2000-02-29 is day %ld\n", wrong, days(1970, 1, 1), weekday(0), days(2000, 2, 29));
  for (y = 2020; y < 2031; y++) {
    easter(y, &m, &d);
    printf("Easter %d-%02d-%02d, ", y, m, d);
  }
  printf("\n");
  date(-1000000, &y, &m, &d);
  printf("%d-%02d-%02d\n", y, m, d);
  page(2024, 2);
  page(1999, 12);
  return 0;
}
