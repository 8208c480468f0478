// The machine that runs the code: a stack, and four registers.
//
// A call pushes a header of three words, the arguments, and the procedure:
//
//     ... | caller's procedure | where it goes on | its frame | argument 0 | argument 1 | ... | locals | ...
//                                                             ^ frame
//
// A call in tail position moves its arguments to where the caller's were, and needs no header: a loop by
// recursion uses no stack.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// The stack, in values.
enum { STACK_SIZE = 4 << 20, SLACK = 4096, HANDLER_ROOM = 1 << 16, HEADER = 3, LONGEST_TRACE = 10 };

static value *stack, *limit;
static struct registers {
  value *top, *frame;
  value procedure;  // the closure that runs, or FALSE
  uint32_t at;      // its next instruction
  value *base;      // where this run began
} now;

value handlers = NIL;
volatile bool was_interrupted;

void start_machine(void) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
  void *memory = mmap(0, STACK_SIZE * sizeof *stack, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (memory == MAP_FAILED) take_memory(0, SIZE_MAX / 2);
  stack = now.top = now.frame = now.base = memory;
  now.procedure = FALSE;
  limit = stack + STACK_SIZE - SLACK - HANDLER_ROOM;
}

void mark_roots(void) {
  for (value *v = stack; v < now.top; v++) mark(*v);
  mark(now.procedure);
  mark(handlers);
  mark(raised);
  mark(compiling_file);
  mark(current_output);
}

// A file and a line for messages: where `procedure` is.
static value place(value procedure, uint32_t at, uint32_t *line) {
  if (!is_kind(procedure, CLOSURE)) return FALSE;
  struct code *code = AS(closure, procedure)->code;
  *line = code->lines[at > 0 ? at - 1 : 0];
  return code->file;
}

value current_place(uint32_t *line) { return place(now.procedure, now.at, line); }

static value describe(value procedure, uint32_t at) {
  uint32_t line = 0;
  value file = place(procedure, at, &line), name = AS(closure, procedure)->code->name;
  char *text = 0;
  size_t size;
  FILE *stream = open_memstream(&text, &size);
  fputs("in ", stream);
  print(stream, name == FALSE ? symbol("a procedure without a name") : name, false);
  fputs(" (", stream);
  print(stream, file, false);
  fprintf(stream, ":%u)", line);
  fclose(stream);
  value result = string_from(text);
  free(text);
  return result;
}

value trace_back(void) {
  value list = NIL, procedure = now.procedure, *frame = now.frame, last = FALSE;
  uint32_t at = now.at;
  for (int i = 0; i < LONGEST_TRACE && is_kind(procedure, CLOSURE); i++) {
    if (AS(closure, procedure)->code->name != FALSE && procedure != last)
      list = cons(describe(procedure, at), list);
    last = procedure;
    procedure = frame[-3];
    at = (uint32_t)to_integer(frame[-2]);
    frame = stack + to_integer(frame[-1]);
  }
  return reverse(list);
}

// Room is made sure of by `push_frame`: between two of those, at most SLACK values are pushed.
static void push(value v) { *now.top++ = v; }

// The handler of this error gets some more room, until a continuation leads out of it.
_Noreturn static void too_deep(void) {
  limit = stack + STACK_SIZE - SLACK;
  fail("the recursion is too deep", 0);
}

// A header that leads back to what runs now, at instruction `at`.
static void push_frame(uint32_t at) {
  if (now.top > limit) too_deep();
  push(now.procedure);
  push(from_integer(at));
  push(from_integer(now.frame - stack));
}

// Back to where the header below `frame` leads, with that value. False if this run is over.
static bool give_back(value *frame, value result) {
  now.top = frame - HEADER;
  now.procedure = now.top[0];
  now.at = (uint32_t)to_integer(now.top[1]);
  now.frame = stack + to_integer(now.top[2]);
  push(result);
  return now.procedure != FALSE;
}

_Noreturn static void wrong_count(value procedure, int count) {
  fail("a wrong number of arguments", 2, procedure, from_integer(count));
}

// Enters a closure whose arguments are on top of the stack.
static void enter(value procedure, int count) {
  struct code *code = AS(closure, procedure)->code;
  if (code->object.flag && count >= code->required) {
    value list = NIL;
    while (count > code->required) list = cons(*--now.top, list), count--;
    push(list);
  } else if (count != code->required) {
    wrong_count(procedure, count);
  } else {
    count--;
  }
  now.frame = now.top - (count + 1);
  now.procedure = procedure;
  now.at = 0;
}

// apply: the last argument is a list of arguments. How many there are then.
static int spread_arguments(int count) {
  if (count < 2) fail("apply needs a procedure and a list", 0);
  value list = *--now.top;
  if (list_length(list) < 0) wrong_type("a list", list);
  value *first = now.top - (count - 1), procedure = *first;
  memmove(first, first + 1, (size_t)(count - 2) * sizeof *first);
  now.top--;
  for (count -= 2; list != NIL; list = tail(list), count++) {
    if (now.top > limit) too_deep();
    push(head(list));
  }
  push(procedure);
  return count;
}

// The stack below the arguments, whose header leads to where the continuation goes on.
static value capture_continuation(value *arguments) {
  size_t length = (size_t)(arguments - stack);
  struct continuation *k = new_object(CONTINUATION, sizeof *k + length * sizeof *stack);
  memcpy(k->stack, stack, length * sizeof *stack);
  k->length = length;
  k->base = (size_t)(now.base - stack);
  k->handlers = handlers;
  return (value)k;
}

static bool resume(struct continuation *k, int count) {
  if (k->base != (size_t)(now.base - stack)) fail("a continuation of a computation that is over", 0);
  value result = count == 1 ? now.top[-1] : UNSPECIFIED;
  if (count > 1) {
    result = new_vector((size_t)count, NIL);
    object_of(result)->kind = VALUES;
    memcpy(AS(vector, result)->items, now.top - count, (size_t)count * sizeof result);
  }
  memcpy(stack, k->stack, k->length * sizeof *stack);
  handlers = k->handlers;
  limit = stack + STACK_SIZE - SLACK - HANDLER_ROOM;
  return give_back(stack + k->length, result);
}

// The primitives that are the machine's own: their names for the table of the others.
value apply_procedure(value *arguments, int count) { return (void)arguments, from_integer(count); }
value call_with_continuation(value *arguments, int count) { return (void)arguments, from_integer(count); }
value evaluate(value *arguments, int count) { return (void)arguments, from_integer(count); }

// Calls the procedure on top of the stack with the arguments below it, whose header is there. False if this
// run is over.
static bool call(int count) {
  for (;;) {
    value procedure = *--now.top;
    if (is_kind(procedure, CLOSURE)) return enter(procedure, count), true;
    if (is_kind(procedure, CONTINUATION)) return resume(AS(continuation, procedure), count);
    if (!is_kind(procedure, PRIMITIVE)) fail("not a procedure", 1, procedure);
    struct primitive *primitive = AS(primitive, procedure);
    if (count < primitive->least || (primitive->most >= 0 && count > primitive->most))
      wrong_count(procedure, count);
    if (primitive->run == apply_procedure) {
      count = spread_arguments(count);
    } else if (primitive->run == call_with_continuation) {
      value receiver = *--now.top;
      push(capture_continuation(now.top));
      push(receiver);
    } else if (primitive->run == evaluate) {
      uint32_t line;
      now.top -= count;
      push(compile(*now.top, current_place(&line)));
      count = 0;
    } else {
      value *frame = now.top - count;
      return give_back(frame, primitive->run(frame, count));
    }
  }
}

// In tail position, the arguments first move to where the caller's own were.
static bool start_call(int count, bool is_tail) {
  if (is_tail) {
    memmove(now.frame, now.top - count - 1, (size_t)(count + 1) * sizeof *stack);
    now.top = now.frame + count + 1;
  }
  return call(count);
}

static void check_events(void) {
  if (was_interrupted) {
    was_interrupted = false;
    fail("interrupted", 0);
  }
  if (wants_collection && compilations == 0) collect();
}

static void close_over(struct code *code) {
  size_t count = (size_t)code->captured_count;
  struct closure *closure = new_object(CLOSURE, sizeof *closure + count * sizeof *closure->captured);
  closure->code = code;
  now.top -= count;
  memcpy(closure->captured, now.top, count * sizeof *closure->captured);
  push((value)closure);
}

_Noreturn static void undefined(value name) {
  if (name == FALSE) fail("a variable is used before its definition", 0);
  fail("undefined variable", 1, name);
}

static value content_of(value box) {
  value content = AS(box, box)->content;
  if (content == UNDEFINED) undefined(FALSE);
  return content;
}

static void set_global(value name, bool is_definition) {
  struct symbol *variable = AS(symbol, name);
  if (!is_definition && variable->global == UNDEFINED) undefined(name);
  if (is_definition) variable->macro = FALSE;
  variable->global = now.top[-1];
  now.top[-1] = is_definition ? name : UNSPECIFIED;
}

// Moves what is on top into a variable.
static void store(value *variable) {
  *variable = now.top[-1];
  now.top[-1] = UNSPECIFIED;
}

static void load_global(value name) {
  if (AS(symbol, name)->global == UNDEFINED) undefined(name);
  push(AS(symbol, name)->global);
}

// One instruction after the other. The result is the run's.
static value run(void) {
  for (;;) {
    struct closure *closure = AS(closure, now.procedure);
    uint32_t word = closure->code->instructions[now.at++], operand = word >> 8;
    value *constants = closure->code->constants;
    switch ((enum instruction)(word & 0xff)) {
    case DO_CONST: push(constants[operand]); break;
    case DO_LOCAL: push(now.frame[operand]); break;
    case DO_LOCAL_BOX: push(content_of(now.frame[operand])); break;
    case DO_FREE: push(closure->captured[operand]); break;
    case DO_FREE_BOX: push(content_of(closure->captured[operand])); break;
    case DO_GLOBAL: load_global(constants[operand]); break;
    case DO_SET_LOCAL: store(&now.frame[operand]); break;
    case DO_SET_LOCAL_BOX: store(&AS(box, now.frame[operand])->content); break;
    case DO_SET_FREE_BOX: store(&AS(box, closure->captured[operand])->content); break;
    case DO_SET_GLOBAL: set_global(constants[operand], false); break;
    case DO_DEFINE: set_global(constants[operand], true); break;
    case DO_MAKE_BOX: now.frame[operand] = new_box(now.frame[operand]); break;
    case DO_JUMP: now.at = operand; break;
    case DO_JUMP_FALSE: if (*--now.top == FALSE) now.at = operand; break;
    case DO_FRAME: push_frame(operand); break;
    case DO_CLOSE: close_over(AS(code, constants[operand])); break;
    case DO_POP: now.top--; break;
    case DO_RESERVE: while (operand-- > 0) push(UNSPECIFIED); break;
    case DO_RETURN: if (!give_back(now.frame, now.top[-1])) return *--now.top; break;
    case DO_CALL: case DO_TAIL_CALL:
      check_events();
      if (!start_call((int)operand, (word & 0xff) == DO_TAIL_CALL)) return *--now.top;
    }
  }
}

// What was raised goes to the innermost handler: a call from where the machine was.
static void call_handler(void) {
  value handler = head(handlers);
  handlers = tail(handlers);
  push_frame(now.at);
  push(raised);
  push(handler);
}

// Runs the procedure to its end. What is raised and not handled goes to whoever called.
value run_procedure(value procedure, int count, value *arguments) {
  struct registers before = now;
  value outer_handlers = handlers;
  int outer_compilations = compilations;
  jmp_buf *outer = catcher, own;
  handlers = NIL;
  now.base = now.top;
  now.procedure = FALSE;
  push_frame(0);
  for (int i = 0; i < count; i++) push(arguments[i]);
  push(procedure);
  catcher = &own;
  volatile bool has_arguments = true;
  if (setjmp(own) != 0) {
    compilations = outer_compilations;
    if (handlers == NIL) {
      now = before;
      handlers = outer_handlers;
      catcher = outer;
      raise_condition(raised);
    }
    has_arguments = false;
  }
  value result;
  if (has_arguments) result = call(count) ? run() : *--now.top;
  else call_handler(), result = call(1) ? run() : *--now.top;
  now = before;
  handlers = outer_handlers;
  catcher = outer;
  return result;
}
