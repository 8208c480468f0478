// Entries: what is known about the files, and their order.
#include "ls.h"

#include <time.h>

#include "../version.h"

void note_failure(const char *what, const char *path, int status) {
  int error = errno;
  fflush(stdout);
  fprintf(stderr, "ls: cannot %s '%s': %s\n", what, path, strerror(error));
  if (exit_status < status) exit_status = status;
}

static void read_link(struct entry *entry, const char *path) {
  char target[PATH_MAX];
  struct stat status;
  entry->is_broken = stat(path, &status) < 0;
  entry->target_mode = entry->is_broken ? 0 : status.st_mode;
  if (form != FORM_LONG) return;
  ssize_t length = readlink(path, target, sizeof target - 1);
  if (length < 0) return;
  target[length] = 0;
  entry->target = copy_text(target);
}

static bool needs_status(void) {
  return form == FORM_LONG || shows_inode || shows_blocks || marks != MARKS_NONE || is_recursive ||
    order == 't' || order == 'S' || colors || folders_first;
}

// Adds a file to the list; `path` leads to it. False if there is none.
bool add_entry(
  struct list *list, const char *name, const char *path, bool is_named, const struct dirent *known) {
  struct entry entry = {0};
  if (known != 0 && !needs_status()) entry.status.st_mode = DTTOIF(known->d_type);
  else {
    bool is_plain = form != FORM_LONG && !only_names && marks != MARKS_ALL;
    bool follows = dereferences || (is_named && (dereferences_named || is_plain));
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

void free_entries(struct list *list) {
  for (size_t i = 0; i < list->count; i++) {
    free(list->entries[i].name);
    free(list->entries[i].target);
  }
  free(list->entries);
}

struct timespec time_of(const struct stat *status) {
  return which_time == 'u' ? status->st_atim : which_time == 'c' ? status->st_ctim : status->st_mtim;
}

static const char *extension(const char *name) {
  const char *period = strrchr(name, '.');
  return period == 0 ? "" : period;
}

static bool is_folder(const struct entry *entry) {
  return S_ISDIR(entry->status.st_mode) || S_ISDIR(entry->target_mode);
}

static int compare(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  int result = 0;
  if (folders_first && is_folder(a) != is_folder(b)) return is_folder(b) - is_folder(a);
  if (order == 't') {
    struct timespec x = time_of(&a->status), y = time_of(&b->status);
    result = x.tv_sec != y.tv_sec ? (x.tv_sec < y.tv_sec) - (x.tv_sec > y.tv_sec)
                                  : (x.tv_nsec < y.tv_nsec) - (x.tv_nsec > y.tv_nsec);
  } else if (order == 'S') result =
    (a->status.st_size < b->status.st_size) - (a->status.st_size > b->status.st_size);
  else if (order == 'v') result = compare_versions(a->name, strlen(a->name), b->name, strlen(b->name));
  else if (order == 'W') result = (name_width(a) > name_width(b)) - (name_width(a) < name_width(b));
  else if (order == 'X') result = strcmp(extension(a->name), extension(b->name));
  if (result == 0) result = strcmp(a->name, b->name);
  return reverses ? -result : result;
}

void sort_entries(struct list *list) {
  if (order != 'U' && list->count > 1) qsort(list->entries, list->count, sizeof *list->entries, compare);
}
