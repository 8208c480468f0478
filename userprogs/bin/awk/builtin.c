// The functions that every program has.
#include "awk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

static const struct {
  const char *name;
  int least, most;  // arguments
} builtins[] = {
  {"length", 0, 1}, {"substr", 2, 3}, {"index", 2, 2}, {"split", 2, 3}, {"sub", 2, 3}, {"gsub", 2, 3},
  {"match", 2, 2}, {"sprintf", 1, 1 << 20}, {"int", 1, 1}, {"rand", 0, 0}, {"srand", 0, 1}, {"tolower", 1, 1},
  {"toupper", 1, 1}, {"system", 1, 1}, {"close", 1, 1}, {"fflush", 0, 1},
};

int builtin_number(const char *name) {
  for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
    if (strcmp(builtins[i].name, name) == 0) return (int)i;
  return -1;
}

static int64_t number_of(struct node *node) {
  struct value value = evaluate(node);
  int64_t number = to_number(value);
  drop(value);
  return number;
}

static struct value run_length(struct node *argument) {
  bool is_name = argument != 0 && (argument->kind == NODE_VARIABLE || argument->kind == NODE_LOCAL);
  if (is_name) {
    struct variable *variable = variable_of(argument);
    while (variable->array == 0 && variable->origin != 0) variable = variable->origin;
    if (variable->array != 0) return number_value((int64_t)array_count(variable->array));
  }
  struct value value = argument == 0 ? get_field(0) : evaluate(argument);
  size_t length;
  to_text(&value, &length);
  drop(value);
  return number_value((int64_t)length);
}

// Characters from `start` on, counted from 1; what lies outside of the text counts, but is not there.
static struct value run_substr(struct node *node) {
  struct value value = evaluate(node);
  size_t length;
  const char *text = to_text(&value, &length);
  int64_t start = number_of(node->next), end = (int64_t)length + 1;
  if (node->next->next != 0) {
    int64_t wanted = number_of(node->next->next);
    if (wanted < end - start) end = start + wanted;
  }
  if (start < 1) start = 1;
  struct value result = start < end ? text_value(text + start - 1, (size_t)(end - start)) : text_value("", 0);
  drop(value);
  return result;
}

static struct value run_index(struct node *node) {
  struct value in = evaluate(node), wanted = evaluate(node->next);
  size_t in_length, wanted_length;
  const char *text = to_text(&in, &in_length), *part = to_text(&wanted, &wanted_length);
  const char *found = wanted_length == 0 ? 0 : memmem(text, in_length, part, wanted_length);
  int64_t result = found == 0 ? 0 : found - text + 1;
  drop(in);
  drop(wanted);
  return number_value(result);
}

struct parts {
  struct array *array;
  int count;
};

static void add_part(void *context, const char *bytes, size_t length) {
  struct parts *parts = context;
  char key[16];
  snprintf(key, sizeof key, "%d", ++parts->count);
  assign(array_element(parts->array, key, strlen(key)), input_value(bytes, length));
}

static struct value run_split(struct node *node) {
  struct value value = evaluate(node), separator = share(fs->value);
  struct node *by = node->next->next;
  struct pattern *pattern = by != 0 && by->kind == NODE_PATTERN ? pattern_of(by) : 0;
  if (node->next->kind != NODE_VARIABLE && node->next->kind != NODE_LOCAL) fail("split needs an array");
  if (by != 0 && pattern == 0) assign(&separator, evaluate(by));
  struct parts parts = {array_of(variable_of(node->next)), 0};
  clear_array(parts.array);
  size_t length;
  const char *text = to_text(&value, &length);
  split_text(text, length, &separator, pattern, add_part, &parts);
  drop(value);
  drop(separator);
  return number_value(parts.count);
}

// What a match becomes: & is the match itself, \& an ampersand.
static void add_replacement(struct buffer *buffer, const char *text, const char *match, size_t length) {
  for (; *text != 0; text++) {
    if (*text == '\\' && (text[1] == '&' || text[1] == '\\')) add(buffer, ++text, 1);
    else if (*text == '&') add(buffer, match, length);
    else add(buffer, text, 1);
  }
}

// The text with the first match, or all of them, replaced; how many there were.
static int64_t substitute(
  const char *text, size_t text_length, struct pattern *pattern, const char *with, bool all,
    struct buffer *buffer) {
  int64_t count = 0;
  size_t at = 0, start, length;
  bool was_match = false;  // an empty match right behind another does not count
  while (at <= text_length && pattern_search(pattern, text + at, at == 0, &start, &length)) {
    add(buffer, text + at, start);
    at += start;
    if (length > 0 || start > 0 || !was_match) {
      add_replacement(buffer, with, text + at, length);
      count++;
    }
    was_match = length > 0;
    if (length == 0 && at < text_length) add(buffer, text + at, 1);
    at += length > 0 ? length : 1;
    if (!all) break;
  }
  if (at < text_length) add(buffer, text + at, text_length - at);
  return count;
}

static bool is_target(const struct node *node) {
  return node->kind == NODE_VARIABLE || node->kind == NODE_LOCAL || node->kind == NODE_FIELD
    || node->kind == NODE_ELEMENT;
}

static struct value run_substitution(struct node *node, bool all) {
  struct node *target = node->next->next;
  struct pattern *pattern = pattern_of(node);
  struct value with = evaluate(node->next), value = target == 0 ? get_field(0) : evaluate(target);
  struct buffer buffer = {0};
  size_t length;
  const char *text = to_text(&value, &length);
  int64_t count = substitute(text, length, pattern, to_text(&with, 0), all, &buffer);
  struct value result = input_value(buffer.bytes, buffer.length);
  if (result.kind == VALUE_INPUT && target != 0 && target->kind != NODE_FIELD) result.kind = VALUE_TEXT;
  free(buffer.bytes);
  if (count > 0 && target == 0) set_record(share(result));
  else if (count > 0 && is_target(target)) store(target, share(result));
  drop(result);
  drop(with);
  drop(value);
  return number_value(count);
}

static struct value run_match(struct node *node) {
  struct value value = evaluate(node);
  size_t start = 0, length = 0;
  bool is_found = pattern_search(pattern_of(node->next), to_text(&value, 0), true, &start, &length);
  drop(value);
  assign(&rstart->value, number_value(is_found ? (int64_t)start + 1 : 0));
  assign(&rlength->value, number_value(is_found ? (int64_t)length : -1));
  return share(rstart->value);
}

static struct value change_case(struct node *node, int (*change)(int)) {
  struct value value = evaluate(node);
  size_t length;
  const char *text = to_text(&value, &length);
  struct value result = text_value(text, length);
  for (size_t i = 0; i < length; i++) result.text->bytes[i] = (char)change((unsigned char)text[i]);
  drop(value);
  return result;
}

static struct value run_system(struct node *node) {
  struct value command = evaluate(node);
  flush_streams(0);
  int status = system(to_text(&command, 0));
  drop(command);
  return number_value(WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status));
}

// Integers have no fraction below 1: rand() is from 0 to 2147483647.
static struct value run_random(int operation, struct node *argument) {
  static int64_t seed;
  if (operation == BUILTIN_RAND) return number_value(random());
  int64_t last = seed;
  seed = argument == 0 ? (int64_t)time(0) : number_of(argument);
  srandom((unsigned)seed);
  return number_value(last);
}

static struct value run_stream(int operation, struct node *argument) {
  if (argument == 0) return number_value(flush_streams(0) ? 0 : -1);
  struct value name = evaluate(argument);
  const char *text = to_text(&name, 0);
  int64_t result = operation == BUILTIN_CLOSE ? close_stream(text) : flush_streams(text) ? 0 : -1;
  drop(name);
  return number_value(result);
}

struct value run_builtin(struct node *node) {
  int count = 0;
  for (struct node *argument = node->first; argument != 0; argument = argument->next) count++;
  if (count < builtins[node->operation].least || count > builtins[node->operation].most)
    fail("%s: a wrong number of arguments", builtins[node->operation].name);
  switch ((enum builtin)node->operation) {
  case BUILTIN_LENGTH: return run_length(node->first);
  case BUILTIN_SUBSTR: return run_substr(node->first);
  case BUILTIN_INDEX: return run_index(node->first);
  case BUILTIN_SPLIT: return run_split(node->first);
  case BUILTIN_SUB: return run_substitution(node->first, false);
  case BUILTIN_GSUB: return run_substitution(node->first, true);
  case BUILTIN_MATCH: return run_match(node->first);
  case BUILTIN_SPRINTF: return format_values(node->first);
  case BUILTIN_INT: return number_value(number_of(node->first));
  case BUILTIN_RAND: case BUILTIN_SRAND: return run_random(node->operation, node->first);
  case BUILTIN_TOLOWER: return change_case(node->first, tolower);
  case BUILTIN_TOUPPER: return change_case(node->first, toupper);
  case BUILTIN_SYSTEM: return run_system(node->first);
  case BUILTIN_CLOSE: case BUILTIN_FFLUSH: return run_stream(node->operation, node->first);
  }
  return no_value();
}
