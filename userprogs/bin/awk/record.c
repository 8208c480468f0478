// The record and its fields. Fields are split off only when somebody asks for one, and the record is put
// together again only when a field was changed.
#include "awk.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FIELDS = 1 << 20 };

struct variable *nf, *nr, *fnr, *fs, *ofs, *ors, *rs, *filename, *subsep, *rstart, *rlength;
static struct value *fields;  // 0 is the record
static int64_t field_count, field_room;
static bool is_split = true, is_whole = true;  // the fields are there; the record is

void start_variables(char **environment) {
  static const struct {
    struct variable **variable;
    const char *name, *text;
  } names[] = {{&nf, "NF", 0}, {&nr, "NR", 0}, {&fnr, "FNR", 0}, {&fs, "FS", " "}, {&ofs, "OFS", " "},
    {&ors, "ORS", "\n"}, {&rs, "RS", "\n"}, {&filename, "FILENAME", ""}, {&subsep, "SUBSEP", "\034"},
    {&rstart, "RSTART", 0}, {&rlength, "RLENGTH", 0}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    *names[i].variable = find_variable(names[i].name);
    const char *text = names[i].text;
    (*names[i].variable)->value = text == 0 ? number_value(0) : text_value(text, strlen(text));
  }
  rlength->value = number_value(-1);
  struct array *array = array_of(find_variable("ENVIRON"));
  for (; *environment != 0; environment++) {
    const char *equals = strchrnul(*environment, '=');
    struct value *value = array_element(array, *environment, (size_t)(equals - *environment));
    if (*equals != 0) assign(value, input_value(equals + 1, strlen(equals + 1)));
  }
}

static void make_room(int64_t count) {
  if (count < field_room) return;
  int64_t room = 2 * count + 16;
  fields = take_memory(fields, (size_t)room * sizeof *fields);
  for (int64_t i = field_room; i < room; i++) fields[i] = no_value();
  field_room = room;
}

static void add_field(void *context, const char *bytes, size_t length) {
  (void)context;
  make_room(field_count + 1);
  assign(&fields[++field_count], input_value(bytes, length));
}

static void split_record(void) {
  if (is_split) return;
  is_split = true;
  field_count = 0;
  size_t length;
  const char *text = to_text(&fields[0], &length);
  split_text(text, length, &fs->value, 0, add_field, 0);
  assign(&nf->value, number_value(field_count));
}

static void join_record(void) {
  struct buffer buffer = {0};
  size_t length;
  is_whole = true;
  for (int64_t i = 1; i <= field_count; i++) {
    const char *text = to_text(&ofs->value, &length);
    if (i > 1) add(&buffer, text, length);
    text = to_text(&fields[i], &length);
    add(&buffer, text, length);
  }
  assign(&fields[0], input_value(buffer.bytes, buffer.length));
  free(buffer.bytes);
}

// Takes the value.
void set_record(struct value record) {
  make_room(1);
  assign(&fields[0], record);
  is_split = false;
  is_whole = true;
}

static void check_number(int64_t number) {
  if (number < 0) fail("there is no field %lld", (long long)number);
  if (number > MOST_FIELDS) fail("field %lld is beyond the last one possible", (long long)number);
}

// The caller gets a share of it.
struct value get_field(int64_t number) {
  check_number(number);
  make_room(1);
  if (number == 0) {
    if (!is_whole) join_record();
    return share(fields[0]);
  }
  split_record();
  return number <= field_count ? share(fields[number]) : no_value();
}

static void set_count(int64_t count) {
  make_room(count + 1);
  for (int64_t i = count + 1; i <= field_count; i++) assign(&fields[i], no_value());
  for (int64_t i = field_count + 1; i <= count; i++) assign(&fields[i], no_value());
  field_count = count;
  is_whole = false;
}

// Takes the value.
void set_field(int64_t number, struct value value) {
  check_number(number);
  if (number == 0) {
    set_record(value);
    return;
  }
  split_record();
  if (number > field_count) {
    set_count(number);
    assign(&nf->value, number_value(number));
  }
  assign(&fields[number], value);
  is_whole = false;
}

// A new value of NF cuts the record off, or makes it longer.
void note_nf_assigned(void) {
  int64_t count = to_number(nf->value);
  check_number(count);
  split_record();
  assign(&nf->value, number_value(count));
  set_count(count);
}

// Splitting: by blanks, by a character, or by a regular expression.

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

static int64_t split_blanks(const char *text, size_t length, void (*found)(void *, const char *, size_t),
  void *context) {
  int64_t count = 0;
  for (size_t at = 0; at < length; count++) {
    while (at < length && is_blank(text[at])) at++;
    if (at == length) break;
    size_t start = at;
    while (at < length && !is_blank(text[at])) at++;
    found(context, text + start, at - start);
  }
  return count;
}

static int64_t split_character(
  const char *text, size_t length, char separator, void (*found)(void *, const char *, size_t),
    void *context) {
  int64_t count = 1;
  const char *end;
  for (; (end = memchr(text, separator, length)) != 0; count++) {
    found(context, text, (size_t)(end - text));
    length -= (size_t)(end + 1 - text);
    text = end + 1;
  }
  found(context, text, length);
  return count;
}

static int64_t split_pattern(const char *text, size_t length, struct pattern *pattern,
  void (*found)(void *, const char *, size_t), void *context) {
  int64_t count = 1;
  size_t start, matched, at = 0;
  const char *field = text;
  while (pattern_search(pattern, text + at, at == 0, &start, &matched)) {
    if (matched == 0) {
      if (++at > length) break;
      continue;
    }
    found(context, field, (size_t)(text + at + start - field));
    count++;
    at += start + matched;
    field = text + at;
  }
  found(context, field, (size_t)(text + length - field));
  return count;
}

// How many parts there are. `separator` is FS or its like, unless there is a pattern. With an empty RS, a
// newline separates fields, too.
int64_t split_text(const char *text, size_t length, struct value *separator, struct pattern *pattern,
  void (*found)(void *context, const char *bytes, size_t length), void *context) {
  if (length == 0) return 0;
  if (pattern != 0) return split_pattern(text, length, pattern, found, context);
  size_t separator_length, rs_length;
  const char *by = to_text(separator, &separator_length);
  to_text(&rs->value, &rs_length);
  if (separator_length == 1 && *by == ' ') return split_blanks(text, length, found, context);
  if (separator_length == 0) {
    for (size_t i = 0; i < length; i++) found(context, text + i, 1);
    return (int64_t)length;
  }
  if (separator == &fs->value && rs_length == 0) {
    char both[256];
    snprintf(both, sizeof both, separator_length == 1 ? "[%s\n]" : "(%s)|\n", by);
    return split_pattern(text, length, find_pattern(both), found, context);
  }
  if (separator_length == 1 && *by != '\\') return split_character(text, length, *by, found, context);
  return split_pattern(text, length, find_pattern(by), found, context);
}
