// Texts and numbers.
#include "awk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct value no_value(void) { return (struct value){VALUE_NONE, 0, 0}; }

struct value number_value(int64_t number) { return (struct value){VALUE_NUMBER, number, 0}; }

// A copy; without bytes, room for so many.
struct value text_value(const char *bytes, size_t length) {
  struct text *text = take_memory(0, sizeof *text + length + 1);
  text->owners = 1;
  text->length = length;
  if (bytes != 0) memcpy(text->bytes, bytes, length);
  text->bytes[length] = 0;
  return (struct value){VALUE_TEXT, 0, text};
}

// The number that a text begins with. A fraction is cut off; the text is then not whole, as with anything
// behind it but blanks.
int64_t number_from(const char *bytes, bool *is_whole) {
  const char *start = bytes + strspn(bytes, " \t\n\r\f\v"), *at = start;
  bool is_negative = *at == '-', has_fraction = false;
  if (*at == '-' || *at == '+') at++;
  uint64_t number = 0;
  const char *digits = at;
  for (; isdigit((unsigned char)*at); at++)
    if (__builtin_mul_overflow(number, (uint64_t)10, &number)
        || __builtin_add_overflow(number, (uint64_t)(*at - '0'), &number)) number = INT64_MAX;
  bool has_digits = at > digits;
  if (*at == '.') {
    for (at++; isdigit((unsigned char)*at); at++) has_fraction |= *at != '0', has_digits = true;
  }
  if (number > INT64_MAX) number = INT64_MAX;
  at += strspn(at, " \t\n\r\f\v");
  if (is_whole != 0) *is_whole = has_digits && !has_fraction && *at == 0;
  return is_negative ? -(int64_t)number : (int64_t)number;
}

struct value input_value(const char *bytes, size_t length) {
  struct value value = text_value(bytes, length);
  bool is_whole;
  value.number = number_from(value.text->bytes, &is_whole);
  if (is_whole) value.kind = VALUE_INPUT;
  return value;
}

struct value share(struct value value) {
  if (value.text != 0) value.text->owners++;
  return value;
}

void drop(struct value value) {
  if (value.text != 0 && --value.text->owners == 0) free(value.text);
}

void assign(struct value *target, struct value value) {
  struct value old = *target;
  *target = value;
  drop(old);
}

int64_t to_number(struct value value) {
  return value.kind == VALUE_TEXT ? number_from(value.text->bytes, 0) : value.number;
}

// A number keeps the text that was made for it.
const char *to_text(struct value *value, size_t *length) {
  if (value->text == 0) {
    char digits[32] = "";
    if (value->kind != VALUE_NONE) snprintf(digits, sizeof digits, "%lld", (long long)value->number);
    value->text = text_value(digits, strlen(digits)).text;
  }
  if (length != 0) *length = value->text->length;
  return value->text->bytes;
}

bool to_boolean(struct value value) {
  return value.kind == VALUE_TEXT ? value.text->length > 0 : value.number != 0;
}

// As numbers if both are, or look like some; else as texts.
int compare(struct value *a, struct value *b) {
  if (a->kind != VALUE_TEXT && b->kind != VALUE_TEXT)
    return (a->number > b->number) - (a->number < b->number);
  size_t a_length, b_length;
  const char *a_text = to_text(a, &a_length), *b_text = to_text(b, &b_length);
  int order = memcmp(a_text, b_text, a_length < b_length ? a_length : b_length);
  return order != 0 ? (order > 0) - (order < 0) : (a_length > b_length) - (a_length < b_length);
}

void add(struct buffer *buffer, const char *bytes, size_t length) {
  if (length == 0) return;
  if (buffer->length + length > buffer->room)
    buffer->bytes = take_memory(buffer->bytes, buffer->room = 2 * (buffer->length + length));
  memcpy(buffer->bytes + buffer->length, bytes, length);
  buffer->length += length;
}

struct value finish_buffer(struct buffer *buffer) {
  struct value value = text_value(buffer->bytes, buffer->length);
  free(buffer->bytes);
  *buffer = (struct buffer){0};
  return value;
}
