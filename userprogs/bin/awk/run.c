// Statements, the program's own functions, and getline.
#include "awk.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 2000 };

enum outcome pending;
struct value returned;
int exit_status;

static FILE *output_of(struct node *node) {
  if (node->second == 0) return stdout;
  struct value name = evaluate(node->second);
  enum stream_kind kind = node->operation == '>' ? STREAM_WRITE : node->operation == '|' ? STREAM_TO_COMMAND
                                                                                          : STREAM_APPEND;
  FILE *file = output_stream(kind, to_text(&name, 0));
  drop(name);
  return file;
}

static void print_value(struct value value, FILE *file) {
  size_t length;
  const char *text = to_text(&value, &length);
  fwrite(text, 1, length, file);
  drop(value);
}

// All values come first: one of them may be a getline, or write itself.
static void run_print(struct node *node) {
  if (node->is_flag) {
    struct value text = format_values(node->first);
    print_value(text, output_of(node));
    return;
  }
  size_t count = 0;
  for (struct node *item = node->first; item != 0; item = item->next) count++;
  struct value *values = take_memory(0, (count + 1) * sizeof *values);
  count = 0;
  for (struct node *item = node->first; item != 0; item = item->next) values[count++] = evaluate(item);
  if (count == 0) values[count++] = get_field(0);
  FILE *file = output_of(node);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) print_value(share(ofs->value), file);
    print_value(values[i], file);
  }
  print_value(share(ors->value), file);
  free(values);
}

static bool holds(struct node *node) {
  if (node == 0) return true;
  struct value value = evaluate(node);
  bool result = to_boolean(value);
  drop(value);
  return result && pending == GO_ON;
}

// What a loop's body asks for; true if the loop goes on.
static bool goes_on(enum outcome *outcome) {
  if (*outcome == DO_CONTINUE) *outcome = GO_ON;
  if (*outcome == GO_ON) return true;
  if (*outcome == DO_BREAK) *outcome = GO_ON;
  return false;
}

static enum outcome run_while(struct node *node) {
  enum outcome outcome = GO_ON;
  bool is_checked = node->kind == NODE_DO || holds(node->first);
  while (is_checked) {
    outcome = run(node->second);
    if (!goes_on(&outcome)) break;
    is_checked = holds(node->first);
  }
  return outcome;
}

static enum outcome run_for(struct node *node) {
  enum outcome outcome = GO_ON;
  if (node->first != 0) run(node->first);
  while (holds(node->second)) {
    outcome = run(node->fourth);
    if (!goes_on(&outcome)) break;
    if (node->third != 0) run(node->third);
  }
  return outcome;
}

// The keys are those that were there when the loop began.
static enum outcome run_for_in(struct node *node) {
  enum outcome outcome = GO_ON;
  size_t count;
  struct array *array = array_of(variable_of(node->second));
  struct value *keys = array_keys(array, &count);
  bool is_done = false;
  for (size_t i = 0; i < count; i++) {
    size_t length;
    const char *key = to_text(&keys[i], &length);
    if (is_done || !array_has(array, key, length)) {
      drop(keys[i]);
      continue;
    }
    store(node->first, keys[i]);
    outcome = run(node->third);
    is_done = !goes_on(&outcome);
  }
  free(keys);
  return outcome;
}

static void run_delete(struct node *node) {
  struct node *target = node->first;
  if (target->kind != NODE_ELEMENT) {
    clear_array(array_of(variable_of(target)));
    return;
  }
  struct value subscript = subscript_of(target->second);
  size_t length;
  const char *key = to_text(&subscript, &length);
  array_delete(array_of(variable_of(target->first)), key, length);
  drop(subscript);
}

static enum outcome run_exit(struct node *node) {
  if (node->first != 0) {
    struct value value = evaluate(node->first);
    exit_status = (int)to_number(value) & 0xff;
    drop(value);
  }
  return DO_EXIT;
}

static enum outcome run_return(struct node *node) {
  if (node->first != 0) assign(&returned, evaluate(node->first));
  return DO_RETURN;
}

static enum outcome run_block(struct node *node) {
  for (struct node *statement = node->first; statement != 0; statement = statement->next) {
    enum outcome outcome = run(statement);
    if (outcome != GO_ON) return outcome;
  }
  return GO_ON;
}

static enum outcome run_statement(struct node *node) {
  switch (node->kind) {
  case NODE_BLOCK: return run_block(node);
  case NODE_EXPRESSION: drop(evaluate(node->first)); return GO_ON;
  case NODE_PRINT: run_print(node); return GO_ON;
  case NODE_IF:
    if (holds(node->first)) return run(node->second);
    return node->third == 0 ? GO_ON : run(node->third);
  case NODE_WHILE: case NODE_DO: return run_while(node);
  case NODE_FOR: return run_for(node);
  case NODE_FOR_IN: return run_for_in(node);
  case NODE_BREAK: return DO_BREAK;
  case NODE_CONTINUE: return DO_CONTINUE;
  case NODE_NEXT: return DO_NEXT;
  case NODE_NEXTFILE: return DO_NEXTFILE;
  case NODE_EXIT: return run_exit(node);
  case NODE_RETURN: return run_return(node);
  case NODE_DELETE: run_delete(node); return GO_ON;
  default: fail("a statement that cannot be run");
  }
}

// A function that was called on the way may have said next or exit.
enum outcome run(struct node *node) {
  if (pending != GO_ON) return pending;
  enum outcome outcome = run_statement(node);
  return pending != GO_ON ? pending : outcome;
}

// Functions.

static bool is_name(const struct node *node) {
  return node->kind == NODE_VARIABLE || node->kind == NODE_LOCAL;
}

// An argument that is a name may be, or become, an array.
static struct variable bind(struct node *argument) {
  struct variable variable = {0};
  if (is_name(argument)) {
    struct variable *origin = variable_of(argument);
    while (origin->origin != 0) origin = origin->origin;
    if (origin->array != 0 || origin->value.kind == VALUE_NONE) variable.origin = origin;
    if (origin->array != 0) return variable;
    variable.value = share(variable_of(argument)->value);
    return variable;
  }
  variable.value = evaluate(argument);
  return variable;
}

static void release(struct variable *variables, int count) {
  for (int i = 0; i < count; i++) {
    drop(variables[i].value);
    if (variables[i].array != 0) free_array(variables[i].array);
  }
  free(variables);
}

struct value call_function(struct node *node) {
  static int depth;
  struct function *function = node->function;
  if (depth >= DEEPEST) fail("%s: functions call each other too deeply", function->name);
  size_t room = (size_t)function->parameter_count + 1;
  struct variable *own = memset(take_memory(0, room * sizeof *own), 0, room * sizeof *own), *outer = locals;
  int count = 0;
  for (struct node *argument = node->first; argument != 0; argument = argument->next) {
    if (count == function->parameter_count) fail("%s: too many arguments", function->name);
    own[count++] = bind(argument);
  }
  depth++;
  locals = own;
  enum outcome outcome = run(function->body);
  locals = outer;
  depth--;
  release(own, function->parameter_count);
  if (outcome == DO_NEXT || outcome == DO_NEXTFILE || outcome == DO_EXIT) pending = outcome;
  struct value result = returned;
  returned = no_value();
  return result;
}

// getline: 1 for a record, 0 at the end, -1 if it cannot be read.

static void add_one(struct variable *variable) {
  assign(&variable->value, number_value(to_number(variable->value) + 1));
}

static bool read_from_stream(struct source *source, struct buffer *record, bool counts) {
  if (!read_record(source, record)) return false;
  if (counts) add_one(nr), add_one(fnr);
  return true;
}

struct value get_line(struct node *node) {
  struct buffer record = {0};
  bool is_found;
  if (node->second == 0) {
    is_found = next_main_record(&record);
  } else {
    struct value name = evaluate(node->second);
    struct source *source = input_stream((enum stream_kind)node->operation, to_text(&name, 0));
    drop(name);
    if (source == 0) return number_value(-1);
    is_found = read_from_stream(source, &record, node->operation == STREAM_FROM_COMMAND);
  }
  if (is_found) {
    struct value value = input_value(record.bytes, record.length);
    if (node->first == 0) set_record(value);
    else store(node->first, value);
  }
  free(record.bytes);
  return number_value(is_found);
}
