// Long lines: permissions, owners, sizes and times.
#include "ls.h"

#include <grp.h>
#include <pwd.h>
#include <sys/sysmacros.h>
#include <time.h>

#include "../mode_text.h"

static char unit_letter(char unit) { return is_decimal && unit == 'K' ? 'k' : unit; }

// A size in the largest unit that leaves a number, rounded up.
static void write_human(char text[24], unsigned long size) {
  static const char units[] = "\0KMGTPE";
  unsigned long base = is_decimal ? 1000 : 1024;
  int unit = 0;
  unsigned long whole = size, tenths = 0;  // of the unit; tenths already rounded up
  bool has_rest = false;
  while (whole >= base) {
    unsigned long rest = whole % base * 10;
    has_rest |= tenths > 0 && unit > 0;
    tenths = rest / base + ((rest % base != 0 || has_rest) ? 1 : 0);
    has_rest = rest % base != 0 || has_rest;
    whole /= base;
    unit++;
  }
  if (unit == 0) snprintf(text, 24, "%lu", size);
  else if (whole >= 10 || (whole == 9 && tenths == 10))
    snprintf(text, 24, "%lu%c", whole + (tenths > 0), unit_letter(units[unit]));
  else snprintf(text, 24, "%lu.%lu%c", whole + tenths / 10, tenths % 10, unit_letter(units[unit]));
}

static void widen(int *width, int length) {
  if (length > *width) *width = length;
}

static const char *owner_text(const struct entry *entry) {
  static char number[12];
  struct passwd *user = numeric ? 0 : getpwuid(entry->status.st_uid);
  snprintf(number, sizeof number, "%u", entry->status.st_uid);
  return user != 0 ? user->pw_name : number;
}

static const char *group_text(const struct entry *entry) {
  static char number[12];
  struct group *group = numeric ? 0 : getgrgid(entry->status.st_gid);
  snprintf(number, sizeof number, "%u", entry->status.st_gid);
  return group != 0 ? group->gr_name : number;
}

const char *size_text(unsigned long size) {
  static char text[24];
  if (is_human) write_human(text, size);
  else snprintf(text, sizeof text, "%lu", size);
  return text;
}

const char *blocks_text(const struct entry *entry) {
  unsigned long blocks = (unsigned long)entry->status.st_blocks;
  return size_text(is_human ? blocks * 512 : (blocks + 1) / 2);
}

static bool is_device(const struct entry *entry) {
  return S_ISCHR(entry->status.st_mode) || S_ISBLK(entry->status.st_mode);
}

// How wide the columns must be for the files of two lists, of which only one may be shown.
struct widths measure(const struct list *list, const struct list *other) {
  struct widths widths = {0};
  int minor_width = 0;
  for (size_t i = 0; i < list->count + other->count; i++) {
    const struct entry *entry = i < list->count ? &list->entries[i] : &other->entries[i - list->count];
    if (shows_inode) widen(&widths.inode, snprintf(0, 0, "%lu", (unsigned long)entry->status.st_ino));
    if (shows_blocks) widen(&widths.blocks, (int)strlen(blocks_text(entry)));
    if (form != FORM_LONG) continue;
    widen(&widths.links, snprintf(0, 0, "%lu", (unsigned long)entry->status.st_nlink));
    widen(&widths.owner, (int)strlen(owner_text(entry)));
    widen(&widths.group, (int)strlen(group_text(entry)));
    if (is_device(entry)) {
      widen(&widths.major, snprintf(0, 0, "%u", (unsigned)major(entry->status.st_rdev)));
      widen(&minor_width, snprintf(0, 0, "%u", (unsigned)minor(entry->status.st_rdev)));
    } else widen(&widths.size, (int)strlen(size_text((unsigned long)entry->status.st_size)));
  }
  if (widths.major > 0) {
    int device = widths.major + 2 + minor_width;
    if (widths.size > device) widths.major += widths.size - device;
    else widths.size = device;
  }
  return widths;
}

void write_prefix(const struct entry *entry, const struct widths *widths) {
  if (shows_inode) printf("%*lu ", widths->inode, (unsigned long)entry->status.st_ino);
  if (shows_blocks) printf("%*s ", widths->blocks, blocks_text(entry));
}

// Files that are older than half a year, or from the future, have their year in place of the hour.
static void write_time(struct timespec time) {
  char text[64];
  struct tm *date = localtime(&time.tv_sec);
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  enum { HALF_A_YEAR = 31556952 / 2 };
  bool is_recent = time.tv_sec > now.tv_sec - HALF_A_YEAR && time.tv_sec <= now.tv_sec;
  if (time_style[0] == '+') strftime(text, sizeof text, time_style + 1, date);
  else if (strcmp(time_style, "long-iso") == 0) strftime(text, sizeof text, "%Y-%m-%d %H:%M", date);
  else if (strcmp(time_style, "iso") == 0)
    strftime(text, sizeof text, is_recent ? "%m-%d %H:%M" : "%Y-%m-%d ", date);
  else if (strcmp(time_style, "full-iso") == 0) {
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", date);
    printf("%s.%09ld ", text, time.tv_nsec);
    strftime(text, sizeof text, "%z", date);
  } else strftime(text, sizeof text, is_recent ? "%b %e %H:%M" : "%b %e  %Y", date);
  printf("%s ", text);
}

void write_long(const struct entry *entry, const struct widths *widths) {
  char mode[11];
  write_prefix(entry, widths);
  write_mode(mode, entry->status.st_mode);
  printf("%s %*lu ", mode, widths->links, (unsigned long)entry->status.st_nlink);
  // Numbers stand at the right of their column, names at the left.
  int side = numeric ? 1 : -1;
  if (!no_owner) printf("%*s ", side * widths->owner, owner_text(entry));
  if (!no_group) printf("%*s ", side * widths->group, group_text(entry));
  if (is_device(entry))
    printf("%*u, %*u ", widths->major, (unsigned)major(entry->status.st_rdev),
      widths->size - widths->major - 2, (unsigned)minor(entry->status.st_rdev));
  else printf("%*s ", widths->size, size_text((unsigned long)entry->status.st_size));
  write_time(time_of(&entry->status));
  bool is_link = entry->target != 0;
  write_name(entry, !is_link);
  if (is_link) write_target(entry);
  putchar('\n');
}
