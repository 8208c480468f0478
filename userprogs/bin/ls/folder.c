// Folders, and the files that were named.
#include "ls.h"

#include <fnmatch.h>

static bool printed_any;
static const char *ignored[32];
static int ignored_count;

void ignore(const char *pattern) {
  if (ignored_count < 32) ignored[ignored_count++] = pattern;
}

static void write_list(const struct list *list, const struct list *other) {
  struct widths widths = measure(list, other);
  align_names(list);
  if ((form == FORM_COLUMNS || form == FORM_ROWS) && list->count > 0) write_columns(list, &widths);
  else if (form == FORM_COMMAS && list->count > 0) write_commas(list, &widths);
  else
    for (size_t i = 0; i < list->count; i++)
      if (form == FORM_LONG) write_long(&list->entries[i], &widths);
      else {
        write_prefix(&list->entries[i], &widths);
        write_name(&list->entries[i], true);
        putchar('\n');
      }
}

static bool is_wanted(const char *name) {
  size_t length = strlen(name);
  if (leaves_backups && length > 0 && name[length - 1] == '~') return false;
  for (int i = 0; i < ignored_count; i++)
    if (fnmatch(ignored[i], name, FNM_PERIOD) == 0) return false;
  if (name[0] != '.' || shows_all) return true;
  if (!almost_all) return false;
  return strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

static void write_total(const struct list *list) {
  unsigned long blocks = 0;
  for (size_t i = 0; i < list->count; i++) blocks += (unsigned long)list->entries[i].status.st_blocks;
  printf("total %s\n", size_text(is_human ? blocks * 512 : (blocks + 1) / 2));
}

void list_folder(const char *path, bool shows_name) {
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
    add_entry(&list, entry->d_name, inner, false, entry);
  }
  closedir(folder);
  sort_entries(&list);
  if (printed_any) putchar('\n');
  printed_any = true;
  if (shows_name) printf("%s:\n", path);
  if (form == FORM_LONG || shows_blocks) write_total(&list);
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

void list_arguments(char **paths, int count) {
  struct list files = {0}, folders = {0};
  for (int i = 0; i < count; i++) {
    struct list one = {0};
    if (!add_entry(&one, paths[i], paths[i], true, 0)) continue;
    struct stat status;
    bool is_folder = S_ISDIR(one.entries[0].status.st_mode);
    if (S_ISLNK(one.entries[0].status.st_mode) && form != FORM_LONG && marks != MARKS_ALL)
      is_folder = stat(paths[i], &status) == 0 && S_ISDIR(status.st_mode);
    free_entries(&one);
    add_entry(is_folder && !only_names ? &folders : &files, paths[i], paths[i], true, 0);
  }
  sort_entries(&files);
  sort_entries(&folders);
  if (files.count > 0) {
    write_list(&files, &folders);
    printed_any = true;
  }
  bool shows_names = count > 1 || is_recursive;
  for (size_t i = 0; i < folders.count; i++) list_folder(folders.entries[i].name, shows_names);
  free_entries(&files);
  free_entries(&folders);
}
