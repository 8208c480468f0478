// Times, clocks and the calendar. The time zone is always UTC.
#ifndef _TIME_H
#define _TIME_H

#include <bits/time.h>
#include <sys/types.h>

#define CLOCKS_PER_SEC 1000000L
#define TIME_UTC 1

struct tm {
  int tm_sec;
  int tm_min;
  int tm_hour;
  int tm_mday;
  int tm_mon;   // from 0
  int tm_year;  // from 1900
  int tm_wday;  // from Sunday, 0
  int tm_yday;  // from 0
  int tm_isdst;
  long tm_gmtoff;
  const char *tm_zone;
};

time_t time(time_t *result);
clock_t clock(void);
int clock_gettime(clockid_t clock, struct timespec *result);
int clock_getres(clockid_t clock, struct timespec *result);
int clock_settime(clockid_t clock, const struct timespec *time);
int nanosleep(const struct timespec *duration, struct timespec *left);
// Returns an error number.
int clock_nanosleep(clockid_t clock, int flags, const struct timespec *time, struct timespec *left);
int clock_getcpuclockid(pid_t process, clockid_t *clock);

// Timers that send a signal, or that call a function in a thread of its own (SIGEV_THREAD). Those for clocks of
// the processor's time are ENOTSUP.
struct sigevent;
int timer_create(clockid_t clock, struct sigevent *restrict event, timer_t *restrict timer);
int timer_settime(
  timer_t timer, int flags, const struct itimerspec *restrict value, struct itimerspec *restrict old);
int timer_gettime(timer_t timer, struct itimerspec *value);
int timer_getoverrun(timer_t timer);
int timer_delete(timer_t timer);

int timespec_get(struct timespec *result, int base);

struct tm *gmtime(const time_t *time);
struct tm *gmtime_r(const time_t *restrict time, struct tm *restrict result);
struct tm *localtime(const time_t *time);
struct tm *localtime_r(const time_t *restrict time, struct tm *restrict result);
// Brings all members into their ranges.
time_t mktime(struct tm *date);
time_t timegm(struct tm *date);
char *asctime(const struct tm *date);
char *asctime_r(const struct tm *restrict date, char *restrict text);
char *ctime(const time_t *time);
char *ctime_r(const time_t *time, char *text);
size_t strftime(
  char *restrict text, size_t size, const char *restrict format, const struct tm *restrict date);

extern long timezone;
extern int daylight;
extern char *tzname[2];
void tzset(void);

#endif
