// What the word before the cursor can become: commands, files, variables.
#include "sh.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The word before the cursor, as it was typed and without its quotes.
struct typed {
  char *plain;
  char quote;   // within which it ends, or 0
  size_t kept;  // a tilde or a variable at its beginning, which stays as it is: how long
};

// Adds `before` + `name` + `after`, in malloc's memory.
static void add(struct completion *to, const char *before, const char *name, const char *after) {
  char *text = take_memory(strlen(before) + strlen(name) + strlen(after) + 1);
  strcpy(stpcpy(stpcpy(text, before), name), after);
  to->list = realloc(to->list, ((size_t)to->count + 1) * sizeof *to->list);
  if (to->list == 0) abort();
  to->list[to->count++] = text;
}

static bool begins(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }

// What of a folder is wanted.
enum files { ALL_FILES, PROGRAMS, FOLDERS };

// Files in `folder` whose names begin so; hidden ones only if asked for.
static void add_files(struct completion *to, const char *folder, const char *shown, const char *start,
                      enum files wanted) {
  DIR *directory = opendir(*folder == 0 ? "." : folder);
  if (directory == 0) return;
  for (struct dirent *entry; (entry = readdir(directory)) != 0;) {
    if (!begins(entry->d_name, start) || (entry->d_name[0] == '.' && *start != '.')) continue;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    struct stat status;
    bool is_known = fstatat(dirfd(directory), entry->d_name, &status, 0) == 0;
    bool is_folder = is_known && S_ISDIR(status.st_mode);
    if (wanted == PROGRAMS && (!is_known || is_folder || (status.st_mode & 0111) == 0)) continue;
    if (wanted == FOLDERS && !is_folder) continue;
    add(to, shown, entry->d_name, is_folder ? "/" : "");
  }
  closedir(directory);
}

static struct completion *wanted_by;
static const char *wanted_start, *wanted_before, *wanted_after;

static void add_wanted(const char *name) {
  if (begins(name, wanted_start)) add(wanted_by, wanted_before, name, wanted_after);
}

// Lets those who only know how to go through their names tell them to `add_wanted`.
static void want(struct completion *to, const char *before, const char *start, const char *after) {
  wanted_by = to;
  wanted_before = before;
  wanted_start = start;
  wanted_after = after;
}

static void add_commands(struct completion *to, const char *start) {
  int count;
  const struct builtin_entry *table = builtin_table(&count);
  want(to, "", start, "");
  for (int i = 0; i < count; i++) add_wanted(table[i].name);
  each_alias(add_wanted);
  each_function(add_wanted);
  each_keyword(add_wanted);
  const char *folders = get_variable("PATH");
  while (folders != 0 && *folders != 0) {
    size_t length = strcspn(folders, ":");
    add_files(to, arena_copy(scratch, folders, length), "", start, PROGRAMS);
    folders += length + (folders[length] == ':');
  }
}

static bool add_variable(const struct variable *variable) {
  if (variable->value != 0) add_wanted(variable->name);
  return false;
}

static void add_variables(struct completion *to, const char *word) {
  bool has_brace = word[1] == '{';
  want(to, has_brace ? "${" : "$", word + 1 + has_brace, has_brace ? "}" : "");
  to->is_raw = true;
  print_variables(add_variable, "");
}

// The folder that `path` is in, up to its last slash; a tilde or a variable at the beginning stands for its
// value.
static char *folder_of(const struct typed *word, const char *path, size_t length) {
  const char *value = 0;
  if (word->kept == 0) return arena_copy(scratch, path, length);
  if (*path == '~') value = get_variable("HOME");
  else value = get_variable(arena_copy(scratch, path + 1, word->kept - 1));
  struct text text = {.arena = scratch};
  if (value != 0) text_append(&text, value, strlen(value));
  text_append(&text, path + word->kept, length - word->kept);
  return text_end(&text);
}

static void add_paths(struct completion *to, const struct typed *word, enum files wanted) {
  const char *slash = strrchr(word->plain, '/');
  if (slash == 0) {
    add_files(to, "", "", word->plain, wanted);
    return;
  }
  size_t length = (size_t)(slash + 1 - word->plain);
  char *shown = arena_copy(scratch, word->plain, length);
  to->shown = length;
  add_files(to, folder_of(word, word->plain, length), shown, slash + 1, wanted);
}

static int compare(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static int without_doubles(char **list, int count) {
  int kept = 0;
  for (int i = 0; i < count; i++)
    if (kept > 0 && strcmp(list[kept - 1], list[i]) == 0) free(list[i]);
    else list[kept++] = list[i];
  return kept;
}

// Where the word begins that ends at `length`; behind one of `separators` that is not quoted.
size_t word_start(const char *line, size_t length, const char *separators) {
  size_t start = 0;
  char quote = 0;
  for (size_t i = 0; i < length; i++) {
    char c = line[i];
    if (c == '\\' && quote != '\'') i++;
    else if (quote != 0) quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (strchr(separators, c) != 0) start = i + 1;
  }
  return start;
}

// Takes the quotes off a word.
static struct typed read_word(const char *typed, size_t length) {
  struct text plain = {.arena = scratch};
  struct typed word = {0};
  for (size_t i = 0; i < length; i++) {
    char c = typed[i];
    if (c == '\\' && word.quote != '\'' && i + 1 < length) text_add(&plain, typed[++i]);
    else if (c == word.quote) word.quote = 0;
    else if (word.quote == 0 && (c == '"' || c == '\'')) word.quote = c;
    else text_add(&plain, c);
  }
  word.plain = text_end(&plain);
  const char *slash = strchr(word.plain, '/');
  bool is_variable = *typed == '$' && slash != 0 && is_name(word.plain + 1, (size_t)(slash - word.plain - 1));
  if (is_variable || begins(typed, "~/")) word.kept = (size_t)(slash - word.plain);
  return word;
}

// Whether the word before `end` is one of these.
static bool follows(const char *line, size_t end, const char *const *words) {
  while (end > 0 && line[end - 1] == ' ') end--;
  size_t start = word_start(line, end, " \t;|&(){}`");
  for (; *words != 0; words++)
    if (strlen(*words) == end - start && strncmp(line + start, *words, end - start) == 0) return true;
  return false;
}

// Whether a command's name stands at `start`.
static bool is_command_place(const char *line, size_t start) {
  static const char *const openers[] = {
    "if", "then", "elif", "else", "while", "until", "do", "!", "command", "exec", "nohup", "time", "watch",
    "xargs", 0,
  };
  if (follows(line, start, openers)) return true;
  while (start > 0 && line[start - 1] == ' ') start--;
  return start == 0 || strchr(";|&({`", line[start - 1]) != 0;
}

// All that the word at the end of a line can become.
struct completion complete(const char *line, size_t length) {
  static const char *const movers[] = {"cd", "rmdir", 0};
  struct completion found = {.start = word_start(line, length, " \t\n;|&<>()=`")};
  struct typed word = read_word(line + found.start, length - found.start);
  found.quote = word.quote;
  found.kept = word.kept;
  found.typed = strlen(word.plain);
  bool has_slash = strchr(word.plain, '/') != 0;
  if (*word.plain == '$' && word.quote != '\'' && !has_slash) add_variables(&found, word.plain);
  else if (!has_slash && word.quote == 0 && is_command_place(line, found.start))
    add_commands(&found, word.plain);
  else add_paths(&found, &word, follows(line, found.start, movers) ? FOLDERS : ALL_FILES);
  if (found.count > 0) {
    qsort(found.list, (size_t)found.count, sizeof *found.list, compare);
    found.count = without_doubles(found.list, found.count);
  }
  return found;
}

// How much all candidates have in common: whole characters.
size_t completion_common(const struct completion *found) {
  char **list = found->list;
  size_t length = strlen(list[0]);
  for (int i = 1; i < found->count; i++) {
    size_t same = 0;
    while (same < length && list[i][same] == list[0][same]) same++;
    length = same;
  }
  while (length > 0 && ((unsigned char)list[0][length] & 0xc0) == 0x80) length--;
  return length;
}

// The first `length` bytes of the candidates, quoted as the word was. If there is no other candidate, the
// quote ends, and a space follows; not behind a folder, in which one goes on.
char *completion_text(const struct completion *found, size_t length) {
  const char *plain = found->list[0];
  const char *special = found->is_raw ? "" : found->quote == '"' ? "\"\\$`" : " \t\\'\"`$&|;<>()*?[!#";
  bool is_folder = length > 0 && plain[length - 1] == '/';
  struct text text = {.arena = scratch};
  text_append(&text, plain, found->kept);
  // The slash, too: no tilde is one that is followed by a quote.
  if (found->kept > 0) text_add(&text, '/');
  if (found->quote != 0) text_add(&text, found->quote);
  for (size_t i = found->kept + (found->kept > 0); i < length; i++) {
    if (found->quote == '\'' && plain[i] == '\'') text_append(&text, "'\\'", 3);
    else if (found->quote != '\'' && strchr(special, plain[i]) != 0) text_add(&text, '\\');
    text_add(&text, plain[i]);
  }
  if (found->count == 1 && !is_folder && found->quote != 0) text_add(&text, found->quote);
  if (found->count == 1 && !is_folder) text_add(&text, ' ');
  return text_end(&text);
}
