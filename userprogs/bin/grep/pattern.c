// Patterns, and where they match.
#include "grep.h"

#include <ctype.h>
#include <regex.h>

static char *patterns;  // with newlines between them
static size_t patterns_length;
static bool has_any;

struct matcher {
  regex_t regex;
  char *fixed;  // the pattern itself, where nothing in it is special
  size_t length;
};
static struct matcher *matchers;
static size_t matcher_count;

void add_patterns(const char *text, size_t length) {
  patterns = take_memory(patterns, patterns_length + length + 2);
  if (has_any) patterns[patterns_length++] = '\n';
  memcpy(patterns + patterns_length, text, length);
  patterns_length += length;
  patterns[patterns_length] = 0;
  has_any = true;
}

void read_patterns(const char *name) {
  FILE *file = open_input(name);
  if (file == 0) exit(TROUBLE);
  char *line = 0;
  size_t room = 0;
  for (ssize_t length; (length = getline(&line, &room, file)) > 0;)
    add_patterns(line, (size_t)(length - (line[length - 1] == '\n')));
  free(line);
  close_input(file);
}

static bool is_plain(const char *pattern) { return pattern[strcspn(pattern, "\\[].*^$+?{}|()")] == 0; }

bool has_pattern(void) { return has_any; }

static void compile(char *pattern) {
  matchers = take_memory(matchers, (matcher_count + 1) * sizeof *matchers);
  struct matcher *matcher = &matchers[matcher_count++];
  *matcher = (struct matcher){.fixed = 0, .length = strlen(pattern)};
  if ((is_fixed || is_plain(pattern)) && !ignores_case) {
    matcher->fixed = pattern;
    return;
  }
  char *text = pattern;
  if (is_fixed) {
    char *end = text = take_memory(0, 2 * matcher->length + 1);
    for (char *p = pattern; *p != 0; p++) {
      if (strchr("\\[].*^$", *p) != 0) *end++ = '\\';
      *end++ = *p;
    }
    *end = 0;
  }
  int flags = (is_extended && !is_fixed ? REG_EXTENDED : 0) | (ignores_case ? REG_ICASE : 0);
  int error = regcomp(&matcher->regex, text, flags);
  if (error == 0) return;
  char message[100];
  regerror(error, &matcher->regex, message, sizeof message);
  fail(TROUBLE, message, "");
}

void compile_all(void) {
  for (char *pattern = patterns; pattern != 0;) {
    char *newline = strchr(pattern, '\n');
    if (newline != 0) *newline = 0;
    compile(pattern);
    pattern = newline == 0 ? 0 : newline + 1;
  }
}

// A match in the line from `from` on: the leftmost, and of those the longest. False if there is none.
static bool match_once(
  struct matcher *matcher, const char *line, size_t length, size_t from, size_t *start, size_t *end) {
  if (matcher->fixed != 0) {
    const char *found = memmem(line + from, length - from, matcher->fixed, matcher->length);
    if (found == 0) return false;
    *start = (size_t)(found - line);
    *end = *start + matcher->length;
    return true;
  }
  regmatch_t match = {.rm_so = (regoff_t)from, .rm_eo = (regoff_t)length};
  int flags = REG_STARTEND | (from > 0 ? REG_NOTBOL : 0);
  int result = regexec(&matcher->regex, line, 1, &match, flags);
  if (result != 0 && result != REG_NOMATCH) fail(TROUBLE, "the pattern takes too long", "");
  *start = (size_t)match.rm_so;
  *end = (size_t)match.rm_eo;
  return result == 0;
}

static bool is_word_char(char c) { return c == '_' || isalnum((unsigned char)c); }

static bool is_whole(const char *line, size_t length, size_t start, size_t end) {
  if (whole_line) return start == 0 && end == length;
  return !(start > 0 && is_word_char(line[start - 1])) && !(end < length && is_word_char(line[end]));
}

// The same for whole words or lines: a shorter match, or one that begins later, may be whole where the first
// is not.
static bool match_whole(
  struct matcher *matcher, const char *line, size_t length, size_t from, size_t *start, size_t *end) {
  while (match_once(matcher, line, length, from, start, end)) {
    if (is_whole(line, length, *start, *end)) return true;
    for (size_t limit = *end; limit-- > *start;) {
      size_t shorter_start, shorter_end;
      if (!match_once(matcher, line, limit, *start, &shorter_start, &shorter_end) || shorter_start != *start)
        break;
      limit = shorter_end;
      if (!is_whole(line, length, *start, shorter_end)) continue;
      *end = shorter_end;
      return true;
    }
    if (whole_line || *start >= length) return false;
    from = *start + 1;
  }
  return false;
}

bool find(const char *line, size_t length, size_t from, size_t *start, size_t *end) {
  bool found = false;
  for (size_t i = 0; i < matcher_count; i++) {
    size_t first, last;
    bool matches = whole_line || whole_word ? match_whole(&matchers[i], line, length, from, &first, &last)
                                            : match_once(&matchers[i], line, length, from, &first, &last);
    if (!matches || (found && (first > *start || (first == *start && last <= *end)))) continue;
    *start = first;
    *end = last;
    found = true;
  }
  return found;
}
