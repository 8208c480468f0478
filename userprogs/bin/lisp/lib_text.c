// Characters, strings, symbols.
#include "lisp.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define PROCEDURE(name) static value name(value *v, int count)
#define IGNORE_COUNT (void)count

struct string *take_string(value v) {
  if (!is_kind(v, STRING)) wrong_type("a string", v);
  return AS(string, v);
}

struct symbol *take_symbol(value v) {
  if (!is_kind(v, SYMBOL)) wrong_type("a symbol", v);
  return AS(symbol, v);
}

uint32_t take_character(value v) {
  if (!is_character(v)) wrong_type("a character", v);
  return to_character(v);
}

// Which class a character has; those beyond ASCII have none.
static value has_class(value v, int (*is_member)(int)) {
  uint32_t c = take_character(v);
  return from_boolean(c < 128 && is_member((int)c));
}

static uint32_t changed(uint32_t c, int (*change)(int)) { return c < 128 ? (uint32_t)change((int)c) : c; }

PROCEDURE(run_is_alphabetic) { return IGNORE_COUNT, has_class(v[0], isalpha); }
PROCEDURE(run_is_numeric) { return IGNORE_COUNT, has_class(v[0], isdigit); }
PROCEDURE(run_is_whitespace) { return IGNORE_COUNT, has_class(v[0], isspace); }
PROCEDURE(run_is_upper) { return IGNORE_COUNT, has_class(v[0], isupper); }
PROCEDURE(run_is_lower) { return IGNORE_COUNT, has_class(v[0], islower); }
PROCEDURE(run_upcase) { return IGNORE_COUNT, from_character(changed(take_character(v[0]), toupper)); }
PROCEDURE(run_downcase) { return IGNORE_COUNT, from_character(changed(take_character(v[0]), tolower)); }
PROCEDURE(run_char_to_integer) { return IGNORE_COUNT, from_integer(take_character(v[0])); }
PROCEDURE(run_integer_to_char) { return IGNORE_COUNT, from_character((uint32_t)take_index(v[0], 0x110000)); }
PROCEDURE(run_is_char) { return IGNORE_COUNT, from_boolean(is_character(v[0])); }
PROCEDURE(run_is_string) { return IGNORE_COUNT, from_boolean(is_kind(v[0], STRING)); }
PROCEDURE(run_is_symbol) { return IGNORE_COUNT, from_boolean(is_kind(v[0], SYMBOL)); }

// Of two strings.
static int order_of(value *v) {
  const struct string *a = take_string(v[0]), *b = take_string(v[1]);
  for (size_t i = 0; i < a->length && i < b->length; i++)
    if (a->characters[i] != b->characters[i]) return a->characters[i] < b->characters[i] ? -1 : 1;
  return (a->length > b->length) - (a->length < b->length);
}

PROCEDURE(run_string_equal) { return IGNORE_COUNT, from_boolean(order_of(v) == 0); }
PROCEDURE(run_string_less) { return IGNORE_COUNT, from_boolean(order_of(v) < 0); }
PROCEDURE(run_char_equal) { return IGNORE_COUNT, from_boolean(take_character(v[0]) == take_character(v[1])); }
PROCEDURE(run_char_less) { return IGNORE_COUNT, from_boolean(take_character(v[0]) < take_character(v[1])); }
PROCEDURE(run_string_length) { return IGNORE_COUNT, from_integer((int64_t)take_string(v[0])->length); }

PROCEDURE(run_string_ref) {
  struct string *string = take_string(v[0]);
  IGNORE_COUNT;
  return from_character(string->characters[take_index(v[1], string->length)]);
}

PROCEDURE(run_string_set) {
  struct string *string = take_string(v[0]);
  IGNORE_COUNT;
  string->characters[take_index(v[1], string->length)] = take_character(v[2]);
  return UNSPECIFIED;
}

PROCEDURE(run_make_string) {
  size_t length = take_index(v[0], 1 << 28);
  uint32_t fill = count > 1 ? take_character(v[1]) : ' ';
  value string = new_string(0, length);
  for (size_t i = 0; i < length; i++) AS(string, string)->characters[i] = fill;
  return string;
}

// From v[1] up to v[2], or to the end.
PROCEDURE(run_substring) {
  struct string *string = take_string(v[0]);
  size_t end = count > 2 ? take_index(v[2], string->length + 1) : string->length;
  size_t start = count > 1 ? take_index(v[1], end + 1) : 0;
  return new_string(string->characters + start, end - start);
}

PROCEDURE(run_string_append) {
  size_t length = 0;
  for (int i = 0; i < count; i++) length += take_string(v[i])->length;
  value result = new_string(0, length);
  uint32_t *end = AS(string, result)->characters;
  for (int i = 0; i < count; i++) {
    memcpy(end, AS(string, v[i])->characters, AS(string, v[i])->length * sizeof *end);
    end += AS(string, v[i])->length;
  }
  return result;
}

PROCEDURE(run_string_to_list) {
  struct string *string = take_string(v[0]);
  value list = NIL;
  IGNORE_COUNT;
  for (size_t i = string->length; i-- > 0;) list = cons(from_character(string->characters[i]), list);
  return list;
}

PROCEDURE(run_list_to_string) {
  IGNORE_COUNT;
  int64_t length = list_length(v[0]);
  if (length < 0) wrong_type("a list", v[0]);
  value string = new_string(0, (size_t)length), list = v[0];
  for (int64_t i = 0; i < length; i++, list = tail(list))
    AS(string, string)->characters[i] = take_character(head(list));
  return string;
}

PROCEDURE(run_string) {
  value string = new_string(0, (size_t)count);
  for (int i = 0; i < count; i++) AS(string, string)->characters[i] = take_character(v[i]);
  return string;
}

// Where the second string begins in the first, or #f.
PROCEDURE(run_string_search) {
  struct string *in = take_string(v[0]), *wanted = take_string(v[1]);
  size_t start = count > 2 ? take_index(v[2], in->length + 1) : 0;
  for (size_t i = start; i + wanted->length <= in->length; i++)
    if (memcmp(in->characters + i, wanted->characters, wanted->length * sizeof *in->characters) == 0)
      return from_integer((int64_t)i);
  return FALSE;
}

static value change_all(value v, int (*change)(int)) {
  struct string *string = take_string(v);
  value result = new_string(0, string->length);
  for (size_t i = 0; i < string->length; i++)
    AS(string, result)->characters[i] = changed(string->characters[i], change);
  return result;
}

PROCEDURE(run_string_upcase) { return IGNORE_COUNT, change_all(v[0], toupper); }
PROCEDURE(run_string_downcase) { return IGNORE_COUNT, change_all(v[0], tolower); }

PROCEDURE(run_symbol_to_string) {
  IGNORE_COUNT;
  struct string *name = AS(string, take_symbol(v[0])->name);
  return new_string(name->characters, name->length);
}

PROCEDURE(run_string_to_symbol) {
  IGNORE_COUNT;
  take_string(v[0]);
  char *name = to_utf8(v[0], 0);
  value result = symbol(name);
  free(name);
  return result;
}

// A symbol that no one else has.
PROCEDURE(run_gensym) {
  static int number;
  char name[32];
  (void)v, IGNORE_COUNT;
  snprintf(name, sizeof name, "%%g%d", ++number);
  return symbol(name);
}

const struct definition text_library[] = {
  {"char-alphabetic?", run_is_alphabetic, 1, 1}, {"char-numeric?", run_is_numeric, 1, 1},
  {"char-whitespace?", run_is_whitespace, 1, 1}, {"char-upper-case?", run_is_upper, 1, 1},
  {"char-lower-case?", run_is_lower, 1, 1}, {"char-upcase", run_upcase, 1, 1},
  {"char-downcase", run_downcase, 1, 1}, {"char->integer", run_char_to_integer, 1, 1},
  {"integer->char", run_integer_to_char, 1, 1}, {"char?", run_is_char, 1, 1},
    {"string?", run_is_string, 1, 1},
  {"symbol?", run_is_symbol, 1, 1}, {"string=?", run_string_equal, 2, 2}, {"string<?", run_string_less, 2, 2},
  {"char=?", run_char_equal, 2, 2}, {"char<?", run_char_less, 2, 2},
    {"string-length", run_string_length, 1, 1},
  {"string-ref", run_string_ref, 2, 2}, {"string-set!", run_string_set, 3, 3},
  {"make-string", run_make_string, 1, 2}, {"substring", run_substring, 2, 3},
    {"string-copy", run_substring, 1, 3},
  {"string-append", run_string_append, 0, -1}, {"string->list", run_string_to_list, 1, 1},
  {"list->string", run_list_to_string, 1, 1}, {"string", run_string, 0, -1},
  {"string-search", run_string_search, 2, 3}, {"string-upcase", run_string_upcase, 1, 1},
  {"string-downcase", run_string_downcase, 1, 1}, {"symbol->string", run_symbol_to_string, 1, 1},
  {"string->symbol", run_string_to_symbol, 1, 1}, {"gensym", run_gensym, 0, 0}, {0, 0, 0, 0},
};
