// What the word before the cursor can become: commands, files, variables.
#include "sh.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct candidates {
  char **list;
  int count;
};

// Adds `before` + `name` + `after`, in malloc's memory.
static void add(struct candidates *candidates, const char *before, const char *name, const char *after) {
  char *text = take_memory(strlen(before) + strlen(name) + strlen(after) + 1);
  strcpy(stpcpy(stpcpy(text, before), name), after);
  candidates->list = realloc(candidates->list, ((size_t)candidates->count + 1) * sizeof *candidates->list);
  if (candidates->list == 0) abort();
  candidates->list[candidates->count++] = text;
}

static bool begins(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }

// Files in `folder` whose names begin so; hidden ones only if asked for.
static void add_files(struct candidates *candidates, const char *folder, const char *shown, const char *start,
                      bool only_programs) {
  DIR *directory = opendir(*folder == 0 ? "." : folder);
  if (directory == 0) return;
  for (struct dirent *entry; (entry = readdir(directory)) != 0;) {
    if (!begins(entry->d_name, start) || (entry->d_name[0] == '.' && *start != '.')) continue;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    struct stat status;
    bool is_known = fstatat(dirfd(directory), entry->d_name, &status, 0) == 0;
    bool is_folder = is_known && S_ISDIR(status.st_mode);
    if (only_programs && (!is_known || is_folder || (status.st_mode & 0111) == 0)) continue;
    add(candidates, shown, entry->d_name, is_folder ? "/" : "");
  }
  closedir(directory);
}

static void add_commands(struct candidates *candidates, const char *start) {
  int count;
  const struct builtin_entry *table = builtin_table(&count);
  for (int i = 0; i < count; i++)
    if (begins(table[i].name, start)) add(candidates, "", table[i].name, "");
  const char *folders = get_variable("PATH");
  while (folders != 0 && *folders != 0) {
    size_t length = strcspn(folders, ":");
    add_files(candidates, arena_copy(scratch, folders, length), "", start, true);
    folders += length + (folders[length] == ':');
  }
}

static const char *wanted_start;
static struct candidates *wanted_candidates;

static bool add_variable(const struct variable *variable) {
  if (variable->value != 0 && begins(variable->name, wanted_start))
    add(wanted_candidates, "$", variable->name, "");
  return false;
}

static void add_paths(struct candidates *candidates, const char *word) {
  const char *slash = strrchr(word, '/');
  if (slash == 0) {
    add_files(candidates, "", "", word, false);
    return;
  }
  char *folder = arena_copy(scratch, word, (size_t)(slash + 1 - word));
  add_files(candidates, folder, folder, slash + 1, false);
}

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static int without_doubles(char **list, int count) {
  int kept = 0;
  for (int i = 0; i < count; i++)
    if (kept > 0 && strcmp(list[kept - 1], list[i]) == 0) free(list[i]);
    else list[kept++] = list[i];
  return kept;
}

// Whether a command's name stands at `start`.
static bool is_command_place(const char *line, size_t start) {
  while (start > 0 && line[start - 1] == ' ') start--;
  return start == 0 || strchr(";|&({`", line[start - 1]) != 0;
}

char **complete(const char *line, size_t length, size_t *start, int *count) {
  struct candidates candidates = {0, 0};
  *start = length;
  while (*start > 0 && strchr(" \t;|&<>()=\"'`", line[*start - 1]) == 0) --*start;
  char *word = arena_copy(scratch, line + *start, length - *start);
  if (*word == '$') {
    wanted_start = word + 1;
    wanted_candidates = &candidates;
    print_variables(add_variable, "");
  } else if (is_command_place(line, *start) && strchr(word, '/') == 0) add_commands(&candidates, word);
  else add_paths(&candidates, word);
  if (candidates.count > 0) {
    qsort(candidates.list, (size_t)candidates.count, sizeof *candidates.list, compare);
    candidates.count = without_doubles(candidates.list, candidates.count);
  }
  *count = candidates.count;
  return candidates.list;
}
