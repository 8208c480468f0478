// Vectors, and records: vectors with a type.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>

#define PROCEDURE(name) static value name(value *v, int count)
#define IGNORE_COUNT (void)count

struct vector *take_vector(value v) {
  if (!is_kind(v, VECTOR)) wrong_type("a vector", v);
  return AS(vector, v);
}

PROCEDURE(run_is_vector) { return IGNORE_COUNT, from_boolean(is_kind(v[0], VECTOR)); }
PROCEDURE(run_vector_length) { return IGNORE_COUNT, from_integer((int64_t)take_vector(v[0])->length); }
PROCEDURE(run_make_vector) { return new_vector(take_index(v[0], 1 << 28), count > 1 ? v[1] : UNSPECIFIED); }

PROCEDURE(run_vector) {
  value vector = new_vector((size_t)count, NIL);
  memcpy(AS(vector, vector)->items, v, (size_t)count * sizeof *v);
  return vector;
}

PROCEDURE(run_vector_ref) {
  struct vector *vector = take_vector(v[0]);
  IGNORE_COUNT;
  return vector->items[take_index(v[1], vector->length)];
}

PROCEDURE(run_vector_set) {
  struct vector *vector = take_vector(v[0]);
  IGNORE_COUNT;
  vector->items[take_index(v[1], vector->length)] = v[2];
  return UNSPECIFIED;
}

PROCEDURE(run_vector_to_list) {
  struct vector *vector = take_vector(v[0]);
  value list = NIL;
  IGNORE_COUNT;
  for (size_t i = vector->length; i-- > 0;) list = cons(vector->items[i], list);
  return list;
}

PROCEDURE(run_list_to_vector) {
  IGNORE_COUNT;
  int64_t length = list_length(v[0]);
  if (length < 0) wrong_type("a list", v[0]);
  value vector = new_vector((size_t)length, NIL), list = v[0];
  for (int64_t i = 0; i < length; i++, list = tail(list)) AS(vector, vector)->items[i] = head(list);
  return vector;
}

PROCEDURE(run_vector_fill) {
  struct vector *vector = take_vector(v[0]);
  IGNORE_COUNT;
  for (size_t i = 0; i < vector->length; i++) vector->items[i] = v[1];
  return UNSPECIFIED;
}

const struct definition vector_library[] = {
  {"vector?", run_is_vector, 1, 1}, {"vector-length", run_vector_length, 1, 1},
  {"make-vector", run_make_vector, 1, 2}, {"vector", run_vector, 0, -1}, {"vector-ref", run_vector_ref, 2, 2},
  {"vector-set!", run_vector_set, 3, 3}, {"vector->list", run_vector_to_list, 1, 1},
  {"list->vector", run_list_to_vector, 1, 1}, {"vector-fill!", run_vector_fill, 2, 2}, {0, 0, 0, 0},
};

// Records. A type is a list: its name, then its fields' names.

static struct record *take_record(value v, value type) {
  if (!is_kind(v, RECORD) || AS(record, v)->type != type) {
    char expected[64];
    char *name = to_utf8(take_symbol(head(type))->name, 0);
    snprintf(expected, sizeof expected, "a record of type %.30s", name);
    free(name);
    wrong_type(expected, v);
  }
  return AS(record, v);
}

// (%record type field...)
PROCEDURE(run_record) {
  size_t length = (size_t)count - 1;
  struct record *record = new_object(RECORD, sizeof *record + length * sizeof *v);
  record->length = length;
  record->type = v[0];
  memcpy(record->fields, v + 1, length * sizeof *v);
  return (value)record;
}

PROCEDURE(run_is_record) {
  IGNORE_COUNT;
  return from_boolean(is_kind(v[0], RECORD) && AS(record, v[0])->type == v[1]);
}

PROCEDURE(run_record_ref) {
  struct record *record = take_record(v[0], v[1]);
  IGNORE_COUNT;
  return record->fields[take_index(v[2], record->length)];
}

PROCEDURE(run_record_set) {
  struct record *record = take_record(v[0], v[1]);
  IGNORE_COUNT;
  record->fields[take_index(v[2], record->length)] = v[3];
  return UNSPECIFIED;
}

const struct definition record_library[] = {
  {"%record", run_record, 1, -1}, {"%record?", run_is_record, 2, 2}, {"%record-ref", run_record_ref, 3, 3},
  {"%record-set!", run_record_set, 4, 4}, {0, 0, 0, 0},
};
