// Procedures, conditions, several values, and the world outside.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PROCEDURE(name) static value name(value *v, int count)
#define IGNORE_COUNT (void)count

PROCEDURE(run_is_procedure) {
  IGNORE_COUNT;
  return from_boolean(is_kind(v[0], CLOSURE) || is_kind(v[0], PRIMITIVE) || is_kind(v[0], CONTINUATION));
}

// (error "message" irritant...)
PROCEDURE(run_error) {
  value irritants = NIL;
  while (count > 1) irritants = cons(v[--count], irritants);
  fail_with(v[0], irritants);
}

PROCEDURE(run_raise) {
  IGNORE_COUNT;
  raise_condition(v[0]);
}

PROCEDURE(run_is_condition) { return IGNORE_COUNT, from_boolean(is_kind(v[0], CONDITION)); }

static struct condition *take_condition(value v) {
  if (!is_kind(v, CONDITION)) wrong_type("a condition", v);
  return AS(condition, v);
}

PROCEDURE(run_condition_message) { return IGNORE_COUNT, take_condition(v[0])->message; }
PROCEDURE(run_condition_irritants) { return IGNORE_COUNT, take_condition(v[0])->irritants; }
PROCEDURE(run_handlers) { return (void)v, IGNORE_COUNT, handlers; }
PROCEDURE(run_set_handlers) { return IGNORE_COUNT, handlers = v[0], UNSPECIFIED; }

PROCEDURE(run_values) {
  if (count == 1) return v[0];
  value values = new_vector((size_t)count, NIL);
  object_of(values)->kind = VALUES;
  memcpy(AS(vector, values)->items, v, (size_t)count * sizeof *v);
  return values;
}

PROCEDURE(run_values_to_list) {
  IGNORE_COUNT;
  if (!is_kind(v[0], VALUES)) return cons(v[0], NIL);
  value list = NIL;
  for (size_t i = AS(vector, v[0])->length; i-- > 0;) list = cons(AS(vector, v[0])->items[i], list);
  return list;
}

PROCEDURE(run_exit) {
  leave(count == 0 || v[0] == TRUE ? 0 : is_integer(v[0]) ? (int)to_integer(v[0]) & 0xff : 1);
}

PROCEDURE(run_load) { return IGNORE_COUNT, load_file(v[0]); }

PROCEDURE(run_milliseconds) {
  struct timespec now;
  (void)v, IGNORE_COUNT;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return from_integer(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

PROCEDURE(run_collections) { return (void)v, IGNORE_COUNT, from_integer((int64_t)collections); }

// Collects at the next call.
PROCEDURE(run_gc) { return (void)v, IGNORE_COUNT, wants_collection = true, UNSPECIFIED; }

PROCEDURE(run_getenv) {
  IGNORE_COUNT;
  char *name = take_path(v[0]);
  const char *content = getenv(name);
  free(name);
  return content == 0 ? FALSE : string_from(content);
}

// What a macro's use becomes.
PROCEDURE(run_macroexpand) {
  IGNORE_COUNT;
  struct function function = {.name = FALSE};
  struct scope scope = {.function = &function};
  return is_macro_use(v[0], &scope) ? expand_macro(v[0]) : v[0];
}

void define_all(const struct definition *definitions) {
  for (; definitions->name != 0; definitions++) {
    struct primitive *primitive = new_object(PRIMITIVE, sizeof *primitive);
    primitive->name = definitions->name;
    primitive->run = definitions->run;
    primitive->least = definitions->least;
    primitive->most = definitions->most;
    AS(symbol, symbol(definitions->name))->global = (value)primitive;
  }
}

const struct definition control_library[] = {
  {"procedure?", run_is_procedure, 1, 1}, {"apply", apply_procedure, 2, -1},
  {"%call/cc", call_with_continuation, 1, 1}, {"eval", evaluate, 1, 2}, {"error", run_error, 1, -1},
  {"raise", run_raise, 1, 1}, {"condition?", run_is_condition, 1, 1},
  {"condition-message", run_condition_message, 1, 1}, {"condition-irritants", run_condition_irritants, 1, 1},
  {"%handlers", run_handlers, 0, 0}, {"%set-handlers!", run_set_handlers, 1, 1},
    {"values", run_values, 0, -1},
  {"%values->list", run_values_to_list, 1, 1}, {"exit", run_exit, 0, 1}, {"load", run_load, 1, 1},
  {"current-milliseconds", run_milliseconds, 0, 0}, {"gc-count", run_collections, 0, 0}, {"gc", run_gc, 0, 0},
  {"getenv", run_getenv, 1, 1}, {"macroexpand", run_macroexpand, 1, 1}, {0, 0, 0, 0},
};
