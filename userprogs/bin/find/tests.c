// Tests: what is known about a file.
#include "find.h"

#include <dirent.h>
#include <fnmatch.h>
#include <grp.h>
#include <pwd.h>
#include <regex.h>
#include <time.h>
#include <unistd.h>

static bool compare(const struct test *test, long value) {
  return test->sign == '+' ? value > test->number : test->sign == '-' ? value < test->number
    : value == test->number;
}

bool test_true(struct test *test, const struct visit *visit) { return (void)test, (void)visit, true; }
bool test_false(struct test *test, const struct visit *visit) {
  return (void)test, (void)visit, false;
}

bool test_name(struct test *test, const struct visit *visit) {
  return fnmatch(test->text, visit->name, (int)test->number) == 0;
}
bool test_path(struct test *test, const struct visit *visit) {
  return fnmatch(test->text, visit->path, (int)test->number) == 0;
}

static char type_letter(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFREG: return 'f';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    case S_IFBLK: return 'b';
    default: return 'c';
  }
}

// With the unit x, the kind of what a link leads to.
bool test_type(struct test *test, const struct visit *visit) {
  struct stat other;
  mode_t mode = visit->status->st_mode;
  if (test->unit == 'x' && S_ISLNK(mode) && stat(visit->path, &other) == 0) mode = other.st_mode;
  return strchr(test->text, type_letter(mode)) != 0;
}

bool test_regex(struct test *test, const struct visit *visit) {
  regmatch_t match;
  return regexec(test->regex, visit->path, 1, &match, 0) == 0 && match.rm_so == 0 &&
    visit->path[match.rm_eo] == 0;
}

bool test_size(struct test *test, const struct visit *visit) {
  long unit = test->unit == 'c' ? 1 : test->unit == 'k' ? 1024 : test->unit == 'M' ? 1 << 20
    : test->unit == 'G' ? 1 << 30 : 512;
  return compare(test, (visit->status->st_size + unit - 1) / unit);
}

static struct timespec origin;

// Ages count from now, or from the day's end.
void read_time_origin(bool from_midnight) {
  clock_gettime(CLOCK_REALTIME, &origin);
  if (!from_midnight) return;
  struct tm *date = localtime(&origin.tv_sec);
  origin.tv_sec += 86400 - (date->tm_hour * 3600 + date->tm_min * 60 + date->tm_sec);
  origin.tv_nsec = 0;
}

static struct timespec time_of(const struct stat *status, char which) {
  return which == 'a' ? status->st_atim : which == 'c' ? status->st_ctim : status->st_mtim;
}

bool test_age(struct test *test, const struct visit *visit) {
  struct timespec time = time_of(visit->status, test->text[0]);
  if (origin.tv_sec == 0) read_time_origin(false);
  long seconds = origin.tv_sec - time.tv_sec - (time.tv_nsec > origin.tv_nsec);
  if (test->unit == 'm') return compare(test, (seconds + 59) / 60);
  return compare(test, seconds / 86400);
}

bool test_newer(struct test *test, const struct visit *visit) {
  struct timespec time = time_of(visit->status, test->text[0]);
  return time.tv_sec != test->time.tv_sec ? time.tv_sec > test->time.tv_sec
    : time.tv_nsec > test->time.tv_nsec;
}

bool test_permissions(struct test *test, const struct visit *visit) {
  mode_t mode = visit->status->st_mode & 07777, wanted = (mode_t)test->number;
  if (test->sign == '-') return (mode & wanted) == wanted;
  if (test->sign == '/') return wanted == 0 || (mode & wanted) != 0;
  return mode == wanted;
}

bool test_user(struct test *test, const struct visit *visit) {
  return visit->status->st_uid == (uid_t)test->number;
}

bool test_group(struct test *test, const struct visit *visit) {
  return visit->status->st_gid == (gid_t)test->number;
}

bool test_links(struct test *test, const struct visit *visit) {
  return compare(test, (long)visit->status->st_nlink);
}

bool test_inode(struct test *test, const struct visit *visit) {
  return compare(test, (long)visit->status->st_ino);
}

bool test_same(struct test *test, const struct visit *visit) {
  return (long)visit->status->st_ino == test->number && (long)visit->status->st_dev == test->other;
}

// Whether the owner, or with the unit g the group, has no name.
bool test_unknown(struct test *test, const struct visit *visit) {
  return test->unit == 'g' ? getgrgid(visit->status->st_gid) == 0 : getpwuid(visit->status->st_uid) == 0;
}

bool test_access(struct test *test, const struct visit *visit) {
  return access(visit->path, (int)test->number) == 0;
}

bool test_empty(struct test *test, const struct visit *visit) {
  (void)test;
  if (S_ISREG(visit->status->st_mode)) return visit->status->st_size == 0;
  if (!S_ISDIR(visit->status->st_mode)) return false;
  DIR *folder = opendir(visit->path);
  if (folder == 0) return false;
  int count = 0;
  while (count < 3 && readdir(folder) != 0) count++;
  closedir(folder);
  return count < 3;
}
