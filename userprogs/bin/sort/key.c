// Keys: which part of a line is compared, and how.
#include "sort.h"

#include <ctype.h>

enum { MOST_KEYS = 32 };
struct key keys[MOST_KEYS];
int key_count;
struct order global;
bool is_unique, is_stable;
int separator = -1;
char line_end = '\n';

static const char *skip_blanks(const char *p, const char *end) {
  while (p < end && isspace((unsigned char)*p)) p++;
  return p;
}

// Skips a field. Without a separator, a field begins with the blanks before it.
static const char *skip_field(const char *p, const char *end) {
  if (separator >= 0) {
    const char *found = memchr(p, separator, (size_t)(end - p));
    return found == 0 ? end : found;
  }
  p = skip_blanks(p, end);
  while (p < end && !isspace((unsigned char)*p)) p++;
  return p;
}

static const char *find_field(const char *p, const char *end, long number) {
  for (long field = 1; field < number && p < end; field++) {
    p = skip_field(p, end);
    if (separator >= 0 && p < end) p++;
  }
  return p;
}

static const char *skip_chars(const char *p, const char *end, long count) {
  return count < end - p ? p + count : end;
}

void find_key(const struct line *line, const struct key *key, const char **start, const char **end) {
  const char *stop = line->text + line->length, *p = find_field(line->text, stop, key->first);
  const char *q = stop;
  if (key->order.skips_start) p = skip_blanks(p, stop);
  if (key->first_char > 1) p = skip_chars(p, stop, key->first_char - 1);
  if (key->last > 0) {
    q = find_field(line->text, stop, key->last);
    if (key->last_char == 0) q = skip_field(q, stop);
    else {
      if (key->order.skips_end) q = skip_blanks(q, stop);
      q = skip_chars(q, stop, key->last_char);
    }
  }
  *start = p;
  *end = q < p ? p : q;
}

int compare_keys(const struct line *a, const struct line *b) {
  int order = compare_parts(&keys[0].order, a->key, a->key_end, b->key, b->key_end);
  if (keys[0].order.is_reversed) order = -order;
  for (int i = 1; i < key_count && order == 0; i++) {
    const char *x, *x_end, *y, *y_end;
    find_key(a, &keys[i], &x, &x_end);
    find_key(b, &keys[i], &y, &y_end);
    order = compare_parts(&keys[i].order, x, x_end, y, y_end);
    if (keys[i].order.is_reversed) order = -order;
  }
  return order;
}

// Lines whose keys are equal are ordered by all their bytes, and, if that must not be, as they were read.
int compare_lines(const void *left, const void *right) {
  const struct line *a = left, *b = right;
  int order = compare_keys(a, b);
  if (order == 0 && !is_unique && !is_stable) {
    order = compare_texts(a->text, a->length, b->text, b->length);
    if (global.is_reversed) order = -order;
  }
  return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

bool read_modifier(struct order *order, int letter) {
  switch (letter) {
    case 'b': order->skips_start = order->skips_end = true; return true;
    case 'd': order->only_words = true; return true;
    case 'f': order->folds = true; return true;
    case 'g': order->kind = BY_FLOAT; return true;
    case 'h': order->kind = BY_SIZE; return true;
    case 'i': order->only_printable = true; return true;
    case 'M': order->kind = BY_MONTH; return true;
    case 'n': order->kind = BY_NUMBER; return true;
    case 'R': order->kind = AT_RANDOM; return true;
    case 'r': order->is_reversed = true; return true;
    case 'V': order->kind = BY_VERSION; return true;
    default: return false;
  }
}

static _Noreturn void refuse_key(const char *message, const char *text) {
  fprintf(stderr, "sort: %s '%s'\n", message, text);
  exit(TROUBLE);
}

// FIELD[.CHAR][LETTERS]. A b counts for this end of the key only.
static const char *read_position(
  const char *text, long *field, long *character, struct order *order, bool *skips) {
  char *end;
  *field = strtol(text, &end, 10);
  if (end == text) refuse_key("invalid number at field start: invalid count at start of", text);
  if (*field < 1) refuse_key("field number is zero: invalid field specification", text);
  if (*end == '.') *character = strtol(end + 1, &end, 10);
  for (;; end++)
    if (*end == 'b') *skips = true;
    else if (!read_modifier(order, *end)) return end;
}

void read_key(const char *text) {
  if (key_count == MOST_KEYS) fail(TROUBLE, "too many keys", "");
  struct key key = {.first_char = 1};
  const char *end = read_position(text, &key.first, &key.first_char, &key.order, &key.order.skips_start);
  if (*end == ',') end = read_position(end + 1, &key.last, &key.last_char, &key.order, &key.order.skips_end);
  if (*end != 0) refuse_key("stray character in field spec: invalid field specification", text);
  keys[key_count++] = key;
}

// A key without letters of its own has those of the command line; without keys, the whole line is one.
void complete_keys(void) {
  static const struct order plain;
  if (key_count == 0) keys[key_count++] = (struct key){.first = 1, .first_char = 1};
  for (int i = 0; i < key_count; i++)
    if (memcmp(&keys[i].order, &plain, sizeof plain) == 0) keys[i].order = global;
}
