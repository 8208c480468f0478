// Regular expressions: the C library's extended ones, each compiled once.
#include "awk.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = 256 };

struct pattern {
  struct pattern *next;
  char *source;
  regex_t compiled;
};
static struct pattern *patterns[SLOTS];

// In awk, \/ \" and \t mean what they mean in strings; other backslashes are the expression's.
static char *translate(const char *source) {
  char *result = take_memory(0, 2 * strlen(source) + 1), *end = result;
  while (*source != 0) {
    if (*source != '\\' || source[1] == 0) {
      *end++ = *source++;
    } else if (strchr("/\"&", source[1]) != 0) {
      *end++ = source[1];
      source += 2;
    } else if (strchr("abfnrtv01234567", source[1]) != 0) {
      source++;
      char c = unescape(&source);
      if (strchr(".[]()*+?{}|^$\\", c) != 0 && c != 0) *end++ = '\\';
      *end++ = c;
    } else {
      *end++ = *source++;
      *end++ = *source++;
    }
  }
  *end = 0;
  return result;
}

struct pattern *find_pattern(const char *source) {
  unsigned hash = 0;
  for (const char *c = source; *c != 0; c++) hash = hash * 31 + (unsigned char)*c;
  struct pattern **slot = &patterns[hash % SLOTS];
  for (struct pattern *pattern = *slot; pattern != 0; pattern = pattern->next)
    if (strcmp(pattern->source, source) == 0) return pattern;
  struct pattern *new = take_memory(0, sizeof *new);
  char *translated = translate(source), message[128];
  int error = regcomp(&new->compiled, translated, REG_EXTENDED);
  if (error != 0) {
    regerror(error, &new->compiled, message, sizeof message);
    fail("the regular expression /%s/: %s", source, message);
  }
  free(translated);
  new->source = strdup(source);
  new->next = *slot;
  return *slot = new;
}

// The first and longest match. `is_start`: ^ matches at the text's beginning.
bool pattern_search(struct pattern *pattern, const char *text, bool is_start, size_t *start, size_t *length) {
  regmatch_t match;
  if (regexec(&pattern->compiled, text, 1, &match, is_start ? 0 : REG_NOTBOL) != 0) return false;
  *start = (size_t)match.rm_so;
  *length = (size_t)(match.rm_eo - match.rm_so);
  return true;
}

struct pattern *pattern_of(struct node *node) {
  if (node->kind == NODE_PATTERN) {
    if (node->pattern == 0) node->pattern = find_pattern(to_text(&node->value, 0));
    return node->pattern;
  }
  struct value value = evaluate(node);
  struct pattern *pattern = find_pattern(to_text(&value, 0));
  drop(value);
  return pattern;
}
