// What happens when something is wrong: a condition is made, raised, and, if nobody handles it, reported.
#include "lisp.h"

#include <stdarg.h>
#include <stdlib.h>

jmp_buf *catcher;
value raised = NIL;

void raise_condition(value condition) {
  raised = condition;
  longjmp(*catcher, 1);
}

_Noreturn static void raise_new(value file, uint32_t line, value message, value irritants) {
  struct condition *condition = new_object(CONDITION, sizeof *condition);
  condition->object.line = line;
  condition->file = file;
  condition->message = message;
  condition->irritants = irritants;
  condition->trace = trace_back();
  raise_condition((value)condition);
}

static value take_irritants(va_list arguments, int count) {
  value list = NIL;
  for (int i = 0; i < count; i++) list = cons(va_arg(arguments, value), list);
  return reverse(list);
}

void fail_with(value message, value irritants) {
  uint32_t line = 0;
  value file = current_place(&line);
  raise_new(file, line, message, irritants);
}

void fail(const char *message, int count, ...) {
  va_list arguments;
  va_start(arguments, count);
  value irritants = take_irritants(arguments, count);
  va_end(arguments);
  fail_with(string_from(message), irritants);
}

void fail_at(value file, uint32_t line, const char *message, int count, ...) {
  va_list arguments;
  va_start(arguments, count);
  value irritants = take_irritants(arguments, count);
  va_end(arguments);
  raise_new(file, line, string_from(message), irritants);
}

void wrong_type(const char *expected, value got) {
  char message[64];
  snprintf(message, sizeof message, "expected %s, not", expected);
  fail(message, 1, got);
}

static void print_message(const struct condition *condition) {
  print(stderr, condition->message, false);
  for (value v = condition->irritants; is_pair(v); v = tail(v)) {
    char *text = print_to_text(head(v), true);
    fprintf(stderr, " %.200s", text);
    free(text);
  }
  fputc('\n', stderr);
}

// file:line: error: what is wrong, and who called whom.
void report(value v) {
  fflush(stdout);
  if (!is_kind(v, CONDITION)) {
    fputs("error: nobody handles what was raised: ", stderr);
    print(stderr, v, true);
    fputc('\n', stderr);
    return;
  }
  struct condition *condition = AS(condition, v);
  if (condition->file != FALSE) {
    print(stderr, condition->file, false);
    fprintf(stderr, ":%u: ", condition->object.line);
  }
  fputs("error: ", stderr);
  print_message(condition);
  for (value trace = condition->trace; is_pair(trace); trace = tail(trace)) {
    fputs("  ", stderr);
    print(stderr, head(trace), false);
    fputc('\n', stderr);
  }
}
