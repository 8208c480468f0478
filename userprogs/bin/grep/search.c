// Searching files, and folders with all that is in them.
#include "grep.h"

#include <dirent.h>
#include <fnmatch.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

bool has_failed;

// Patterns for names.
struct names {
  const char *patterns[32];
  int count;
};
static struct names included, excluded, excluded_folders;

static void add_name(struct names *names, const char *pattern) {
  if (names->count == 32) fail(TROUBLE, "too many patterns for names", "");
  names->patterns[names->count++] = pattern;
}
void include(const char *pattern) { add_name(&included, pattern); }
void exclude(const char *pattern) { add_name(&excluded, pattern); }
void exclude_folder(const char *pattern) { add_name(&excluded_folders, pattern); }

static bool fits(const struct names *names, const char *name) {
  for (int i = 0; i < names->count; i++)
    if (fnmatch(names->patterns[i], name, 0) == 0) return true;
  return false;
}

// Lines that may be shown before a match.
struct kept {
  char *text;
  size_t length, offset;
};

struct search {
  const char *name;
  long number, chosen, last_shown, to_show_after;
  size_t offset;
  struct kept *kept;  // a ring
  long kept_count;
};

static void show_kept(struct search *search) {
  long first = search->number - search->kept_count;
  if (has_context && search->last_shown > 0 && first > search->last_shown + 1) write_separator();
  for (long number = first; number < search->number; number++) {
    struct kept *kept = &search->kept[number % lines_before];
    write_line(search->name, number, kept->offset, kept->text, kept->length, false);
  }
  search->kept_count = 0;
}

static void keep(struct search *search, const char *line, size_t length) {
  if (lines_before == 0) return;
  struct kept *kept = &search->kept[search->number % lines_before];
  kept->text = take_memory(kept->text, length + 1);
  memcpy(kept->text, line, length);
  kept->length = length;
  kept->offset = search->offset;
  if (search->kept_count < lines_before) search->kept_count++;
}

static void show_chosen(struct search *search, const char *line, size_t length) {
  show_kept(search);
  if (!only_matching) write_line(search->name, search->number, search->offset, line, length, true);
  else if (!inverts) write_matches(search->name, search->number, search->offset, line, length);
  search->last_shown = search->number;
  search->to_show_after = lines_after;
}

// Whether only the number of chosen lines, or that there is one, matters.
static bool is_summary(void) { return counts || is_quiet || lists_files || lists_others; }

// How many lines were chosen; -1 after an error. A file with null bytes is no text, and its lines are not
// shown.
long search(FILE *file, const char *name) {
  struct search search =
    {.name = name, .kept = take_memory(0, (size_t)(lines_before + 1) * sizeof *search.kept)};
  memset(search.kept, 0, (size_t)(lines_before + 1) * sizeof *search.kept);
  char *line = 0;
  size_t room = 0, start, end;
  bool is_binary = false;
  for (ssize_t size; (size = getdelim(&line, &room, line_end, file)) > 0; search.offset += (size_t)size) {
    size_t length = (size_t)size - (line[size - 1] == line_end);
    search.number++;
    is_binary |= binary != BINARY_TEXT && line_end != 0 && memchr(line, 0, length) != 0;
    if (is_binary && binary == BINARY_SKIPPED) {
      search.chosen = 0;
      break;
    }
    bool is_over = most_lines >= 0 && search.chosen >= most_lines;
    if (is_over && (search.to_show_after == 0 || is_summary())) break;
    if (!is_over && find(line, length, 0, &start, &end) != inverts) {
      search.chosen++;
      if (is_quiet || lists_files || lists_others) break;
      if (is_binary && !counts) break;
      if (!counts) show_chosen(&search, line, length);
    } else if (search.to_show_after > 0 && !is_summary()) {
      search.to_show_after--;
      if (!only_matching) write_line(name, search.number, search.offset, line, length, false);
      search.last_shown = search.number;
    } else if (!only_matching) keep(&search, line, length);
  }
  if (is_binary && search.chosen > 0 && !is_summary())
    fprintf(stderr, "grep: %s: binary file matches\n", name);
  for (long i = 0; i < lines_before; i++) free(search.kept[i].text);
  free(search.kept);
  free(line);
  return ferror(file) ? -1 : search.chosen;
}

static bool search_folder(const char *path) {
  struct dirent **entries;
  int count = scandir(path, &entries, 0, 0);
  bool found = false;
  if (count < 0 && !is_silent) complain(path);
  has_failed |= count < 0;
  for (int i = 0; i < count; i++) {
    char inner[PATH_MAX];
    const char *name = entries[i]->d_name;
    bool is_inner = strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
    const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
    if (is_inner && snprintf(inner, sizeof inner, "%s%s%s", path, slash, name) < (int)sizeof inner)
      found |= search_path(inner, false);
    free(entries[i]);
  }
  if (count >= 0) free(entries);
  return found;
}

static const char *last_part(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == 0 ? path : slash + 1;
}

// In folders, only ordinary files count, and those that were included; named files may be excluded, too.
static bool is_skipped(const char *path, bool is_named, const struct stat *status) {
  const char *name = last_part(path);
  if (S_ISDIR(status->st_mode)) return !is_named && fits(&excluded_folders, name);
  if (!is_named && !S_ISREG(status->st_mode)) return true;
  return (included.count > 0 && !fits(&included, name)) || fits(&excluded, name);
}

bool search_path(const char *path, bool is_named) {
  struct stat status;
  bool is_input = is_named && strcmp(path, "-") == 0;
  if (!is_named && (follows_links ? stat : lstat)(path, &status) < 0) return false;
  bool is_there = !is_input && stat(path, &status) == 0;
  if (!is_named && !follows_links && lstat(path, &status) < 0) return false;
  if (is_there && is_skipped(path, is_named, &status)) return false;
  bool is_folder = is_there && S_ISDIR(status.st_mode);
  if (is_folder && is_recursive) return search_folder(path);
  if (is_folder && skips_folders) return false;
  if (is_folder) {
    if (!is_silent) fflush(stdout), fprintf(stderr, "grep: %s: Is a directory\n", path);
    has_failed = true;
    return false;
  }
  FILE *file = is_input ? stdin : fopen(path, "r");
  const char *name = is_input ? label : path;
  long chosen = file == 0 ? -1 : search(file, name);
  if (chosen < 0 && !is_silent) complain(path);
  has_failed |= chosen < 0;
  bool found = chosen >= 0 && report(name, chosen);
  close_input(file);
  if (is_quiet && found) exit(0);
  return found;
}
