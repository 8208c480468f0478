// Actions: what is done with a file that was found.
#include "find.h"

#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <time.h>
#include <unistd.h>

#include "../mode_text.h"

bool print(struct test *test, const struct visit *visit) {
  fputs(visit->path, stdout);
  putchar(test->unit);
  return true;
}

bool prune(struct test *test, const struct visit *visit) {
  return (void)test, (void)visit, is_pruned = true;
}

bool remove_found(struct test *test, const struct visit *visit) {
  (void)test;
  if (strcmp(visit->path, ".") == 0) return true;
  int result = S_ISDIR(visit->status->st_mode) ? rmdir(visit->path) : unlink(visit->path);
  if (result == 0) return true;
  fprintf(stderr, "find: cannot delete '%s': %s\n", visit->path, strerror(errno));
  exit_status = FAILURE;
  return false;
}

static const char *owner_name(uid_t user) {
  static char number[12];
  struct passwd *entry = getpwuid(user);
  snprintf(number, sizeof number, "%u", user);
  return entry == 0 ? number : entry->pw_name;
}

static const char *group_name(gid_t group) {
  static char number[12];
  struct group *entry = getgrgid(group);
  snprintf(number, sizeof number, "%u", group);
  return entry == 0 ? number : entry->gr_name;
}

// The target of a link; empty for all else.
static const char *target_of(const struct visit *visit) {
  static char target[PATH_MAX];
  ssize_t length = S_ISLNK(visit->status->st_mode) ? readlink(visit->path, target, sizeof target - 1) : 0;
  target[length < 0 ? 0 : length] = 0;
  return target;
}

// A line as of ls -dils.
bool list(struct test *test, const struct visit *visit) {
  const struct stat *s = visit->status;
  char mode[11], date[32];
  write_mode(mode, s->st_mode);
  time_t now = time(0);
  bool is_recent = s->st_mtime > now - 31556952 / 2 && s->st_mtime <= now;
  strftime(date, sizeof date, is_recent ? "%b %e %H:%M" : "%b %e  %Y", localtime(&s->st_mtime));
  printf("%9lu %6lu %s %3lu ", (unsigned long)s->st_ino, (unsigned long)s->st_blocks / 2, mode,
    (unsigned long)s->st_nlink);
  printf("%-8s %-8s %8ld %s %s", owner_name(s->st_uid), group_name(s->st_gid), (long)s->st_size, date,
    visit->path);
  if (S_ISLNK(s->st_mode)) printf(" -> %s", target_of(visit));
  putchar('\n');
  return (void)test, true;
}

static char type_of(mode_t mode) { return S_ISREG(mode) ? 'f' : kind_letter(mode); }

// The folder that the path is in, and the part of the path below where the walk began.
static const char *folder_of(const struct visit *visit) {
  static char folder[PATH_MAX];
  const char *slash = strrchr(visit->path, '/');
  if (slash == 0) return ".";
  snprintf(folder, sizeof folder, "%.*s", (int)(slash - visit->path), visit->path);
  return folder;
}

static const char *below_start(const struct visit *visit) {
  const char *rest = visit->path + strlen(visit->start);
  return rest + (*rest == '/');
}

// A time of a file: behind the % stands a, c or t, or A, C or T and a letter for strftime.
static const char *time_text(struct timespec time, char letter) {
  static char text[64];
  char format[] = {'%', letter, 0};
  struct tm *date = localtime(&time.tv_sec);
  if (letter == '@') snprintf(text, sizeof text, "%ld.%09ld0", (long)time.tv_sec, time.tv_nsec);
  else if (letter == '+')
    snprintf(text + strftime(text, 32, "%Y-%m-%d+%H:%M:%S", date), 32, ".%09ld0", time.tv_nsec);
  else if (letter == 0) {
    size_t size = strftime(text, 32, "%a %b %e %H:%M:%S", date);
    size += (size_t)snprintf(text + size, 16, ".%09ld0", time.tv_nsec);
    strftime(text + size, sizeof text - size, " %Y", date);
  } else if (letter == 'S' || letter == 'T')
    snprintf(text + strftime(text, 32, letter == 'S' ? "%S" : "%H:%M:%S", date), 32, ".%09ld0", time.tv_nsec);
  else strftime(text, sizeof text, format, date);
  return text;
}

// One directive of -printf, with the flags before its letter. Returns how many letters it took.
static int write_directive(const char *flags, const char *letters, const struct visit *visit) {
  const struct stat *s = visit->status;
  char format[32], mode[11];
  const char *text = 0, *conversion = "ld";
  long number = 0;
  int taken = 1;
  switch (*letters) {
    case 'p': text = visit->path; break;
    case 'f': text = visit->name; break;
    case 'h': text = folder_of(visit); break;
    case 'H': text = visit->start; break;
    case 'P': text = below_start(visit); break;
    case 'd': number = visit->depth; break;
    case 's': number = (long)s->st_size; break;
    case 'b': number = (long)s->st_blocks; break;
    case 'k': number = (long)(s->st_blocks + 1) / 2; break;
    case 'm': number = s->st_mode & 07777, conversion = "lo"; break;
    case 'M': write_mode(mode, s->st_mode), text = mode; break;
    case 'i': number = (long)s->st_ino; break;
    case 'n': number = (long)s->st_nlink; break;
    case 'D': number = (long)s->st_dev; break;
    case 'u': text = owner_name(s->st_uid); break;
    case 'g': text = group_name(s->st_gid); break;
    case 'U': number = (long)s->st_uid; break;
    case 'G': number = (long)s->st_gid; break;
    case 'l': text = target_of(visit); break;
    case 'y': case 'Y': snprintf(mode, sizeof mode, "%c", type_of(s->st_mode)), text = mode; break;
    case 'a': text = time_text(s->st_atim, 0); break;
    case 'c': text = time_text(s->st_ctim, 0); break;
    case 't': text = time_text(s->st_mtim, 0); break;
    case 'A': text = time_text(s->st_atim, letters[1]), taken = 2; break;
    case 'C': text = time_text(s->st_ctim, letters[1]), taken = 2; break;
    case 'T': text = time_text(s->st_mtim, letters[1]), taken = 2; break;
    default: putchar('%'), putchar(*letters); return 1;
  }
  snprintf(format, sizeof format, "%%%.20s%s", flags, text != 0 ? "s" : conversion);
  if (text != 0) printf(format, text);
  else printf(format, number);
  return taken;
}

bool print_format(struct test *test, const struct visit *visit) {
  static const char letters[] = "abfnrtv0\\", values[] = "\a\b\f\n\r\t\v\0\\";
  for (const char *p = test->text; *p != 0; p++) {
    if (*p == '\\' && p[1] == 'c') return true;
    const char *escape = *p == '\\' && p[1] != 0 ? strchr(letters, p[1]) : 0;
    if (escape != 0) putchar(values[escape - letters]), p++;
    else if (*p == '%' && p[1] == '%') putchar(*p++);
    else if (*p == '%' && p[1] != 0) {
      char flags[16];
      size_t size = strspn(p + 1, "-+ #0123456789.");
      snprintf(flags, sizeof flags, "%.*s", (int)size, p + 1);
      p += size + (size_t)write_directive(flags, p + 1 + size, visit);
    } else putchar(*p);
  }
  return true;
}

bool quit(struct test *test, const struct visit *visit) {
  (void)test, (void)visit;
  finish_gathering(root);
  exit(finish(exit_status));
}
