// Names: quotes, colours and marks.
#include "ls.h"

#include <ctype.h>

static const char *color_of(const struct entry *entry) {
  mode_t mode = entry->status.st_mode;
  if (S_ISLNK(mode)) return entry->is_broken ? "01;31" : "01;36";
  if (S_ISDIR(mode)) return "01;34";
  if (S_ISFIFO(mode)) return "33";
  if (S_ISSOCK(mode)) return "01;35";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "01;33";
  return (mode & 0111) != 0 ? "01;32" : 0;
}

char mark_of(mode_t mode) {
  if (marks == MARKS_NONE) return 0;
  if (S_ISDIR(mode)) return '/';
  if (marks == MARKS_FOLDERS) return 0;
  if (S_ISLNK(mode)) return '@';
  if (S_ISFIFO(mode)) return '|';
  if (S_ISSOCK(mode)) return '=';
  return marks == MARKS_ALL && S_ISREG(mode) && (mode & 0111) != 0 ? '*' : 0;
}

// One character between quotes, or with a backslash.
static size_t put_escaped(char *text, unsigned char c, char quote) {
  static const char letters[] = "abtnvfr";
  if (c >= 7 && c <= 13) return (size_t)sprintf(text, "\\%c", letters[c - 7]);
  if (c < ' ' || c == 127) return (size_t)sprintf(text, "\\%03o", c);
  if (c == '\\' || c == (unsigned char)quote) return (size_t)sprintf(text, "\\%c", c);
  return (size_t)sprintf(text, "%c", c);
}

// As the shell would take it back: in quotes where it must be.
static void quote_for_shell(char *text, const char *name) {
  static const char special[] = " !\"$&'()*;<>?[\\^`{|}\t\n";
  bool is_special = *name == 0 || *name == '~' || *name == '#' || strpbrk(name, special) != 0;
  bool has_quote = strchr(name, '\'') != 0, in_double = has_quote && strpbrk(name, "\"$`\\!\n\t") == 0;
  if (!is_special) {
    strcpy(text, name);
    return;
  }
  *text++ = in_double ? '"' : '\'';
  for (; *name != 0; name++)
    if (*name == '\'' && !in_double) text = stpcpy(text, "'\\''");
    else if (iscntrl((unsigned char)*name)) {
      text = stpcpy(text, "'$'");
      text += put_escaped(text, (unsigned char)*name, 0);
      text = stpcpy(text, "''");
    } else *text++ = *name;
  *text++ = in_double ? '"' : '\'';
  *text = 0;
}

// The name as it is shown, in memory that the next call uses again.
static const char *shown_name(const char *name) {
  static char *text;
  static size_t room;
  if (quoting == QUOTE_NONE) return name;
  size_t needed = 9 * strlen(name) + 8;
  if (needed > room) text = take_memory(text, room = needed);
  char *end = text;
  if (quoting == QUOTE_SHELL) {
    quote_for_shell(text, name);
    return text;
  }
  char quote = quoting == QUOTE_C ? '"' : ' ';
  if (quoting == QUOTE_C) *end++ = quote;
  for (; *name != 0; name++)
    if (quoting == QUOTE_QUESTION) *end++ = iscntrl((unsigned char)*name) ? '?' : *name;
    else end += put_escaped(end, (unsigned char)*name, quote);
  if (quoting == QUOTE_C) *end++ = quote;
  *end = 0;
  return text;
}

// Characters of UTF-8 are one wide.
static size_t text_width(const char *text) {
  size_t width = 0;
  for (; *text != 0; text++) width += (*text & 0xc0) != 0x80;
  return width;
}

static bool has_quotes;
static bool is_quoted(const char *name) { return *name == '\'' || *name == '"'; }

size_t name_width(const struct entry *entry) {
  const char *name = shown_name(entry->name);
  return (has_quotes && !is_quoted(name)) + text_width(name) + (mark_of(entry->status.st_mode) != 0);
}

// Where some names of a list are in quotes, a blank stands before the others.
void align_names(const struct list *list) {
  has_quotes = false;
  for (size_t i = 0; i < list->count && quoting == QUOTE_SHELL && form != FORM_LINES; i++)
    has_quotes |= is_quoted(shown_name(list->entries[i].name));
}

// The name with its colour and, if wanted, its mark.
void write_name(const struct entry *entry, bool with_mark) {
  static bool is_later;
  const char *color = colors ? color_of(entry) : 0, *name = shown_name(entry->name);
  if (has_quotes && !is_quoted(name)) putchar(' ');
  if (color != 0) printf(is_later ? "\033[%sm" : "\033[0m\033[%sm", color);
  is_later |= color != 0;
  fputs(name, stdout);
  if (color != 0) fputs("\033[0m", stdout);
  char mark = with_mark ? mark_of(entry->status.st_mode) : 0;
  if (mark != 0) putchar(mark);
}

// What a link leads to.
void write_target(const struct entry *entry) {
  printf(" -> %s", shown_name(entry->target));
  char mark = marks == MARKS_FOLDERS ? 0 : mark_of(entry->target_mode);
  if (mark != 0 && !entry->is_broken) putchar(mark);
}
