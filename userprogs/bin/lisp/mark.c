// What is in use: all that can be reached from the machine's registers, its stack and the symbols.
#include "lisp.h"

#include <stdlib.h>

// Marked objects whose own values are still to be looked at. A list of a million pairs must not need a
// million C frames.
static struct object **pending;
static size_t pending_count, pending_room;

void mark(value v) {
  if (!is_object(v) || v == 0 || object_of(v)->is_marked) return;
  if (pending_count == pending_room) {
    pending_room = pending_room == 0 ? 1024 : 2 * pending_room;
    pending = take_memory(pending, pending_room * sizeof *pending);
  }
  object_of(v)->is_marked = 1;
  pending[pending_count++] = object_of(v);
}

static void mark_all(const value *values, size_t count) {
  for (size_t i = 0; i < count; i++) mark(values[i]);
}

static void mark_code(const struct code *code) {
  mark(code->name);
  mark(code->file);
  mark_all(code->constants, (size_t)code->constant_count);
}

static void mark_continuation(const struct continuation *continuation) {
  mark(continuation->handlers);
  mark_all(continuation->stack, continuation->length);
}

// Marks what an object refers to.
static void mark_inside(struct object *object) {
  value v = (value)object;
  switch ((enum kind)object->kind) {
  case PAIR: mark(head(v)), mark(tail(v)); break;
  case SYMBOL: mark_all(&AS(symbol, v)->name, 3); break;
  case VECTOR: case VALUES: mark_all(AS(vector, v)->items, AS(vector, v)->length); break;
  case CLOSURE:
    mark((value)AS(closure, v)->code);
    mark_all(AS(closure, v)->captured, (size_t)AS(closure, v)->code->captured_count);
    break;
  case CODE: mark_code(AS(code, v)); break;
  case BOX: mark(AS(box, v)->content); break;
  case CONTINUATION: mark_continuation(AS(continuation, v)); break;
  case RECORD: mark_all(&AS(record, v)->type, AS(record, v)->length + 1); break;
  case PORT: mark(AS(port, v)->name); break;
  case TABLE:
    mark_all(AS(table, v)->keys, AS(table, v)->used);
    mark_all(AS(table, v)->contents, AS(table, v)->used);
    break;
  case CONDITION: mark_all(&AS(condition, v)->message, 4); break;
  case STRING: case BIGNUM: case PRIMITIVE: break;
  }
}

void mark_reachable(void) {
  for (struct symbol *symbol = first_symbol(); symbol != 0; symbol = symbol->next) mark((value)symbol);
  while (pending_count > 0) mark_inside(pending[--pending_count]);
}

static void free_table(struct table *table) {
  free(table->keys);
  free(table->contents);
  free(table->slots);
}

static void free_code(struct code *code) {
  free(code->instructions);
  free(code->lines);
  free(code->constants);
}

static void free_port(struct port *port) {
  if (port->file != 0 && port->file != stdin && port->file != stdout) fclose(port->file);
  free(port->text);
}

// Gives back the memory that an object has besides its own.
void free_contents(struct object *object) {
  value v = (value)object;
  if (object->kind == STRING) free(AS(string, v)->characters);
  if (object->kind == TABLE) free_table(AS(table, v));
  if (object->kind == CODE) free_code(AS(code, v));
  if (object->kind == PORT) free_port(AS(port, v));
}
