// ls: lists what is in folders.
#define TOOL "ls"
#include "tool.h"

#include <dirent.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include "mode_text.h"

const char help[] =
  "Usage: ls [OPTION]... [FILE]...\n"
  "List each FILE; of a folder (the working folder where there is no FILE), what is in it.\n"
  "\n"
  "  -a, --all             names that begin with a period, too\n"
  "  -A, --almost-all      the same, without . and ..\n"
  "  -l                    one a line: permissions, links, owner, group, size, time, name\n"
  "  -n, -g, -o            as -l, but: numbers, not names; without the owner; without the group\n"
  "  -1                    one a line (by itself if the output is no terminal)\n"
  "  -C                    in columns (by itself on a terminal)\n"
  "  -d, --directory       folders themselves, not what is in them\n"
  "  -R, --recursive       what is in the folders in the folders, too\n"
  "  -F, --classify        / after folders, * after programs, @ after links, | after pipes, = after sockets\n"
  "  -p                    only / after folders\n"
  "  -h, --human-readable  sizes as 1.5K, 2.0M\n"
  "  -i, --inode           the file's number before it\n"
  "  -s, --size            the blocks of 1024 bytes that it takes before it\n"
  "  -L, --dereference     what links lead to, not the links\n"
  "  -t, -S, -X, -U        order by time, by size, by what is behind the period, not at all\n"
  "  -u, -c                with the time of the last reading, of the last change of the status\n"
  "  -r, --reverse         the other way round\n"
  "      --color[=WHEN]    colours: always, never, or auto (on a terminal)\n"
  "      --full-time       as -l, with the whole time\n"
  "      --help            show this help\n"
  "\n"
  "Example: ls -lt /tmp\n";

struct entry {
  char *name;     // as it is shown
  char *target;   // of a link, for -l
  struct stat status;
  mode_t target_mode;
  bool is_broken;
};

struct list {
  struct entry *entries;
  size_t count;
};

static bool shows_all, almost_all, is_long, numeric, no_owner, no_group, in_columns, only_names, is_recursive;
static bool classifies, marks_folders, is_human, shows_inode, shows_blocks, dereferences, reverses, full_time,
  colors;
static char order = 'n', which_time = 'm';
static int exit_status;
static bool printed_any;

static void note_failure(const char *what, const char *path, int status) {
  int error = errno;
  fflush(stdout);
  fprintf(stderr, "ls: cannot %s '%s': %s\n", what, path, strerror(error));
  if (exit_status < status) exit_status = status;
}

// Reading.

static void read_link(struct entry *entry, const char *path) {
  char target[PATH_MAX];
  struct stat status;
  entry->is_broken = stat(path, &status) < 0;
  entry->target_mode = entry->is_broken ? 0 : status.st_mode;
  if (!is_long) return;
  ssize_t length = readlink(path, target, sizeof target - 1);
  if (length < 0) return;
  target[length] = 0;
  entry->target = copy_text(target);
}

static bool needs_status(void) {
  return is_long || shows_inode || shows_blocks || classifies || marks_folders || is_recursive ||
    order == 't' ||
         order == 'S' || colors;
}

// Adds a file to the list; `path` leads to it. False if there is none.
static bool add(
  struct list *list, const char *name, const char *path, bool is_named, const struct dirent *known) {
  struct entry entry = {0};
  if (known != 0 && !needs_status()) entry.status.st_mode = DTTOIF(known->d_type);
  else {
    bool follows = dereferences || (is_named && !is_long && !only_names && !classifies);
    int result = follows ? stat(path, &entry.status) : lstat(path, &entry.status);
    if (result < 0 && follows) result = lstat(path, &entry.status);
    if (result < 0) {
      note_failure("access", path, is_named ? 2 : 1);
      return false;
    }
    if (S_ISLNK(entry.status.st_mode)) read_link(&entry, path);
  }
  if ((list->count & (list->count - 1)) == 0)
    list->entries = take_memory(list->entries, (list->count == 0 ? 1 : 2 * list->count) * sizeof entry);
  entry.name = copy_text(name);
  list->entries[list->count++] = entry;
  return true;
}

static void free_entries(struct list *list) {
  for (size_t i = 0; i < list->count; i++) {
    free(list->entries[i].name);
    free(list->entries[i].target);
  }
  free(list->entries);
}

// Order.

static struct timespec time_of(const struct stat *status) {
  return which_time == 'u' ? status->st_atim : which_time == 'c' ? status->st_ctim : status->st_mtim;
}

static const char *extension(const char *name) {
  const char *period = strrchr(name, '.');
  return period == 0 ? "" : period;
}

static int compare(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  int result = 0;
  if (order == 't') {
    struct timespec x = time_of(&a->status), y = time_of(&b->status);
    result = x.tv_sec != y.tv_sec ? (x.tv_sec < y.tv_sec) - (x.tv_sec > y.tv_sec)
                                  : (x.tv_nsec < y.tv_nsec) - (x.tv_nsec > y.tv_nsec);
  } else if (order == 'S') result =
    (a->status.st_size < b->status.st_size) - (a->status.st_size > b->status.st_size);
  else if (order == 'X') result = strcmp(extension(a->name), extension(b->name));
  if (result == 0) result = strcmp(a->name, b->name);
  return reverses ? -result : result;
}

static void sort(struct list *list) {
  if (order != 'U' && list->count > 1) qsort(list->entries, list->count, sizeof *list->entries, compare);
}

// Writing.

// A size in the largest unit that leaves a number, rounded up.
static void write_human(char text[24], unsigned long size) {
  static const char units[] = "\0KMGTPE";
  int unit = 0;
  unsigned long whole = size, tenths = 0;  // of the unit; tenths already rounded up
  bool has_rest = false;
  while (whole >= 1024) {
    unsigned long rest = whole % 1024 * 10;
    has_rest |= tenths > 0 && unit > 0;
    tenths = rest / 1024 + ((rest % 1024 != 0 || has_rest) ? 1 : 0);
    has_rest = rest % 1024 != 0 || has_rest;
    whole /= 1024;
    unit++;
  }
  if (unit == 0) snprintf(text, 24, "%lu", size);
  else if (whole >= 10 || (whole == 9 && tenths == 10))
    snprintf(text, 24, "%lu%c", whole + (tenths > 0), units[unit]);
  else snprintf(text, 24, "%lu.%lu%c", whole + tenths / 10, tenths % 10, units[unit]);
}

static const char *color_of(const struct entry *entry) {
  mode_t mode = entry->status.st_mode;
  if (S_ISLNK(mode)) return entry->is_broken ? "01;31" : "01;36";
  if (S_ISDIR(mode)) return "01;34";
  if (S_ISFIFO(mode)) return "33";
  if (S_ISSOCK(mode)) return "01;35";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "01;33";
  return (mode & 0111) != 0 ? "01;32" : 0;
}

static char mark_of(mode_t mode) {
  if (S_ISDIR(mode)) return '/';
  if (!classifies) return 0;
  if (S_ISLNK(mode)) return '@';
  if (S_ISFIFO(mode)) return '|';
  if (S_ISSOCK(mode)) return '=';
  return S_ISREG(mode) && (mode & 0111) != 0 ? '*' : 0;
}

// The name with its colour and mark. Returns its width.
static size_t write_name(const struct entry *entry, bool marks) {
  const char *color = colors ? color_of(entry) : 0;
  if (color != 0) printf("\033[%sm", color);
  for (const char *p = entry->name; *p != 0; p++) putchar(*p == '\n' && isatty(1) ? '?' : *p);
  if (color != 0) fputs("\033[0m", stdout);
  char mark = marks && (classifies || marks_folders) ? mark_of(entry->status.st_mode) : 0;
  if (mark != 0) putchar(mark);
  return strlen(entry->name) + (mark != 0);
}

struct widths {
  int inode, blocks, links, owner, group, size, major;
};

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

static const char *size_text(const struct entry *entry) {
  static char text[24];
  if (is_human) write_human(text, (unsigned long)entry->status.st_size);
  else snprintf(text, sizeof text, "%ld", (long)entry->status.st_size);
  return text;
}

static const char *blocks_text(const struct entry *entry) {
  static char text[24];
  unsigned long blocks = (unsigned long)entry->status.st_blocks;
  if (is_human) write_human(text, blocks * 512);
  else snprintf(text, sizeof text, "%lu", (blocks + 1) / 2);
  return text;
}

static bool is_device(const struct entry *entry) {
  return S_ISCHR(entry->status.st_mode) || S_ISBLK(entry->status.st_mode);
}

// How wide the columns must be for the files of two lists, of which only one may be shown.
static struct widths measure(const struct list *list, const struct list *other) {
  struct widths widths = {0};
  int minor_width = 0;
  for (size_t i = 0; i < list->count + other->count; i++) {
    const struct entry *entry = i < list->count ? &list->entries[i] : &other->entries[i - list->count];
    if (shows_inode) widen(&widths.inode, snprintf(0, 0, "%lu", (unsigned long)entry->status.st_ino));
    if (shows_blocks) widen(&widths.blocks, (int)strlen(blocks_text(entry)));
    if (!is_long) continue;
    widen(&widths.links, snprintf(0, 0, "%lu", (unsigned long)entry->status.st_nlink));
    widen(&widths.owner, (int)strlen(owner_text(entry)));
    widen(&widths.group, (int)strlen(group_text(entry)));
    if (is_device(entry)) {
      widen(&widths.major, snprintf(0, 0, "%u", (unsigned)major(entry->status.st_rdev)));
      widen(&minor_width, snprintf(0, 0, "%u", (unsigned)minor(entry->status.st_rdev)));
    } else widen(&widths.size, (int)strlen(size_text(entry)));
  }
  if (widths.major > 0) {
    int device = widths.major + 2 + minor_width;
    if (widths.size > device) widths.major += widths.size - device;
    else widths.size = device;
  }
  return widths;
}

static void write_prefix(const struct entry *entry, const struct widths *widths) {
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
  if (full_time) {
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", date);
    printf("%s.%09ld ", text, time.tv_nsec);
    strftime(text, sizeof text, "%z", date);
  } else strftime(text, sizeof text, is_recent ? "%b %e %H:%M" : "%b %e  %Y", date);
  printf("%s ", text);
}

static void write_long(const struct entry *entry, const struct widths *widths) {
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
      widths->size - widths->major - 2,
           (unsigned)minor(entry->status.st_rdev));
  else printf("%*s ", widths->size, size_text(entry));
  write_time(time_of(&entry->status));
  bool is_link = entry->target != 0;
  write_name(entry, !is_link);
  if (is_link) printf(" -> %s", entry->target);
  char mark = is_link && classifies ? mark_of(entry->target_mode) : 0;
  if (mark != 0) putchar(mark);
  putchar('\n');
}

static size_t shown_width(const struct entry *entry, const struct widths *widths) {
  size_t width = strlen(entry->name);
  if ((classifies || marks_folders) && mark_of(entry->status.st_mode) != 0) width++;
  if (shows_inode) width += (size_t)widths->inode + 1;
  if (shows_blocks) width += (size_t)widths->blocks + 1;
  return width;
}

static size_t terminal_width(void) {
  struct winsize size;
  const char *columns = getenv("COLUMNS");
  if (columns != 0 && atoi(columns) > 0) return (size_t)atoi(columns);
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// Whether the names fit into so many columns; fills in how wide each is.
static bool fits(
  const struct list *list, const struct widths *widths, size_t columns, size_t *column_widths) {
  size_t rows = (list->count + columns - 1) / columns, total = 0;
  for (size_t column = 0; column < columns; column++) {
    column_widths[column] = 0;
    for (size_t i = column * rows; i < (column + 1) * rows && i < list->count; i++) {
      size_t width = shown_width(&list->entries[i], widths) + 2;
      if (width > column_widths[column]) column_widths[column] = width;
    }
    total += column_widths[column];
  }
  return total < terminal_width() + 2 || columns == 1;
}

// Goes on to a column of the terminal, with tabs where they help, as elsewhere.
static void indent(size_t from, size_t to) {
  while (from < to)
    if (to / 8 > (from + 1) / 8) {
      putchar('\t');
      from += 8 - from % 8;
    } else {
      putchar(' ');
      from++;
    }
}

static void write_columns(const struct list *list, const struct widths *widths) {
  size_t width = terminal_width();
  size_t columns = width / 3 < list->count ? width / 3 : list->count;
  if (columns == 0) columns = 1;
  size_t *column_widths = take_memory(0, columns * sizeof *column_widths);
  while (!fits(list, widths, columns, column_widths)) columns--;
  size_t rows = (list->count + columns - 1) / columns;
  for (size_t row = 0; row < rows; row++) {
    size_t place = 0;
    for (size_t column = 0; row + column * rows < list->count; column++) {
      const struct entry *entry = &list->entries[row + column * rows];
      write_prefix(entry, widths);
      write_name(entry, true);
      if (row + (column + 1) * rows >= list->count) break;
      indent(place + shown_width(entry, widths), place + column_widths[column]);
      place += column_widths[column];
    }
    putchar('\n');
  }
  free(column_widths);
}

static void write_list(const struct list *list, const struct list *other) {
  struct widths widths = measure(list, other);
  if (in_columns && !is_long && list->count > 0) {
    write_columns(list, &widths);
    return;
  }
  for (size_t i = 0; i < list->count; i++) {
    if (is_long) {
      write_long(&list->entries[i], &widths);
      continue;
    }
    write_prefix(&list->entries[i], &widths);
    write_name(&list->entries[i], true);
    putchar('\n');
  }
}

static bool is_wanted(const char *name) {
  if (name[0] != '.' || shows_all) return true;
  if (!almost_all) return false;
  return strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

static void write_total(const struct list *list) {
  unsigned long blocks = 0;
  char text[24];
  for (size_t i = 0; i < list->count; i++) blocks += (unsigned long)list->entries[i].status.st_blocks;
  if (is_human) write_human(text, blocks * 512);
  else snprintf(text, sizeof text, "%lu", (blocks + 1) / 2);
  printf("total %s\n", text);
}

static void list_folder(const char *path, bool shows_name) {
  DIR *folder = opendir(path);
  if (folder == 0) {
    note_failure("open directory", path, exit_status == 0 ? 2 : exit_status);
    return;
  }
  struct list list = {0};
  for (struct dirent *entry; (entry = readdir(folder)) != 0;) {
    char inner[PATH_MAX];
    if (!is_wanted(entry->d_name)) continue;
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    if (snprintf(inner, sizeof inner, "%s%s%s", path, slash, entry->d_name) >= (int)sizeof inner) continue;
    add(&list, entry->d_name, inner, false, entry);
  }
  closedir(folder);
  sort(&list);
  if (printed_any) putchar('\n');
  printed_any = true;
  if (shows_name) printf("%s:\n", path);
  if (is_long || shows_blocks) write_total(&list);
  write_list(&list, &(struct list){0, 0});
  for (size_t i = 0; is_recursive && i < list.count; i++) {
    char inner[PATH_MAX];
    const char *name = list.entries[i].name;
    if (!S_ISDIR(list.entries[i].status.st_mode) || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
      continue;
    if (snprintf(inner, sizeof inner, "%s/%s", strcmp(path, "/") == 0 ? "" : path, name) < (int)sizeof inner)
      list_folder(inner, true);
  }
  free_entries(&list);
}

static void list_arguments(char **paths, int count) {
  struct list files = {0}, folders = {0};
  for (int i = 0; i < count; i++) {
    struct list one = {0};
    if (!add(&one, paths[i], paths[i], true, 0)) continue;
    struct stat status;
    bool is_folder = S_ISDIR(one.entries[0].status.st_mode);
    if (S_ISLNK(one.entries[0].status.st_mode) && !is_long && !classifies)
      is_folder = stat(paths[i], &status) == 0 && S_ISDIR(status.st_mode);
    free_entries(&one);
    add(is_folder && !only_names ? &folders : &files, paths[i], paths[i], true, 0);
  }
  sort(&files);
  sort(&folders);
  if (files.count > 0) {
    write_list(&files, &folders);
    printed_any = true;
  }
  bool shows_names = count > 1 || is_recursive;
  for (size_t i = 0; i < folders.count; i++) list_folder(folders.entries[i].name, shows_names);
  free_entries(&files);
  free_entries(&folders);
}

static void set_color(const char *when) {
  if (when == 0 || strcmp(when, "always") == 0) colors = true;
  else if (strcmp(when, "auto") == 0) colors = isatty(STDOUT_FILENO);
}

int main(int argc, char **argv) {
  enum { COLOR = 2000, FULL_TIME };
  static const struct option names[] = {
    {"all", no_argument, 0, 'a'}, {"almost-all", no_argument, 0, 'A'}, {"directory", no_argument, 0, 'd'},
    {"recursive", no_argument, 0, 'R'}, {"classify", no_argument, 0, 'F'},
    {"human-readable", no_argument, 0, 'h'},
    {"inode", no_argument, 0, 'i'}, {"size", no_argument, 0, 's'}, {"dereference", no_argument, 0, 'L'},
    {"reverse", no_argument, 0, 'r'}, {"color", optional_argument, 0, COLOR},
    {"full-time", no_argument, 0, FULL_TIME},
    {"numeric-uid-gid", no_argument, 0, 'n'}, HELP_OPTION,
  };
  in_columns = isatty(STDOUT_FILENO);
  for (int option; (option = next_option(argc, argv, "aAlngo1CdRFphisLtSXUucr", names, 2)) != -1;)
    switch (option) {
    case 'a': shows_all = true; break;
    case 'A': almost_all = true; break;
    case 'l': is_long = true; break;
    case 'n': is_long = numeric = true; break;
    case 'g': is_long = no_owner = true; break;
    case 'o': is_long = no_group = true; break;
    case '1': in_columns = false; break;
    case 'C': in_columns = true; is_long = false; break;
    case 'd': only_names = true; break;
    case 'R': is_recursive = true; break;
    case 'F': classifies = true; break;
    case 'p': marks_folders = true; break;
    case 'h': is_human = true; break;
    case 'i': shows_inode = true; break;
    case 's': shows_blocks = true; break;
    case 'L': dereferences = true; break;
    case 't': case 'S': case 'X': case 'U': order = (char)option; break;
    case 'u': case 'c': which_time = (char)option; break;
    case 'r': reverses = true; break;
    case COLOR: set_color(optarg); break;
    case FULL_TIME: is_long = full_time = true; break;
  }
  if (which_time != 'm' && !is_long && order == 'n') order = 't';
  static char *here[] = {"."};
  if (optind == argc) {
    if (only_names || !is_recursive) list_arguments(here, 1);
    else list_folder(".", true);
  } else list_arguments(argv + optind, argc - optind);
  return finish(exit_status);
}
