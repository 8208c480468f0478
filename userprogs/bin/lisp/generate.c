// The tree to code. Each expression leaves its value on the stack; one in tail position returns instead.
//
// An instruction is a word: the operation in the low eight bits, its operand above.
#include "lisp.h"

enum { MOST = 1000 };  // arguments, variables of a procedure; the machine relies on it

struct generator {
  struct code *code;
  struct function *function;
  int instruction_room, constant_room;
  uint32_t line;
};

static void generate_tree(struct generator *g, struct tree *tree, bool is_tail);

static int emit(struct generator *g, enum instruction instruction, int operand) {
  struct code *code = g->code;
  if (code->instruction_count == g->instruction_room) {
    g->instruction_room = g->instruction_room == 0 ? 32 : 2 * g->instruction_room;
    size_t size = (size_t)g->instruction_room * sizeof *code->instructions;
    code->instructions = take_memory(code->instructions, size);
    code->lines = take_memory(code->lines, size);
  }
  if (operand >= 1 << 24) fail("a procedure is too large", 0);
  code->lines[code->instruction_count] = g->line;
  code->instructions[code->instruction_count] = (uint32_t)operand << 8 | (uint32_t)instruction;
  return code->instruction_count++;
}

static void patch(struct generator *g, int at) {
  g->code->instructions[at] |= (uint32_t)g->code->instruction_count << 8;
}

static int add_constant(struct generator *g, value v) {
  struct code *code = g->code;
  for (int i = 0; i < code->constant_count; i++)
    if (code->constants[i] == v) return i;
  if (code->constant_count == g->constant_room) {
    g->constant_room = g->constant_room == 0 ? 8 : 2 * g->constant_room;
    code->constants = take_memory(code->constants, (size_t)g->constant_room * sizeof *code->constants);
  }
  code->constants[code->constant_count] = v;
  return code->constant_count++;
}

static void emit_constant(struct generator *g, enum instruction instruction, value v) {
  emit(g, instruction, add_constant(g, v));
}

// Pushes what a variable holds, or, for a closure that takes it along, its box.
static void push_variable(struct generator *g, struct variable *variable, bool wants_content) {
  bool is_boxed = variable->is_assigned && wants_content;
  if (variable->owner == g->function) emit(g, is_boxed ? DO_LOCAL_BOX : DO_LOCAL, variable->place);
  else emit(g, is_boxed ? DO_FREE_BOX : DO_FREE, captured_place(variable, g->function));
}

static void generate_set_local(struct generator *g, struct tree *tree) {
  struct variable *variable = tree->variable;
  generate_tree(g, tree->first, false);
  if (variable->owner != g->function) {
    emit(g, DO_SET_FREE_BOX, captured_place(variable, g->function));
  } else if (!tree->is_first) {
    emit(g, DO_SET_LOCAL_BOX, variable->place);
  } else {
    emit(g, DO_SET_LOCAL, variable->place);
    if (variable->is_assigned) emit(g, DO_MAKE_BOX, variable->place);
  }
}

static void generate_if(struct generator *g, struct tree *tree, bool is_tail) {
  generate_tree(g, tree->first, false);
  int to_no = emit(g, DO_JUMP_FALSE, 0);
  generate_tree(g, tree->second, is_tail);
  int to_end = is_tail ? -1 : emit(g, DO_JUMP, 0);
  patch(g, to_no);
  generate_tree(g, tree->third, is_tail);
  if (to_end >= 0) patch(g, to_end);
}

static void generate_sequence(struct generator *g, struct tree *tree, bool is_tail) {
  for (int i = 0; i + 1 < tree->count; i++) {
    generate_tree(g, tree->items[i], false);
    emit(g, DO_POP, 0);
  }
  if (tree->count > 0) generate_tree(g, tree->items[tree->count - 1], is_tail);
  else emit_constant(g, DO_CONST, UNSPECIFIED);
}

static void generate_call(struct generator *g, struct tree *tree, bool is_tail) {
  if (tree->count > MOST) fail("a call has too many arguments", 0);
  int frame = is_tail ? -1 : emit(g, DO_FRAME, 0);
  for (int i = 0; i < tree->count; i++) generate_tree(g, tree->items[i], false);
  generate_tree(g, tree->first, false);
  g->line = tree->line;
  emit(g, is_tail ? DO_TAIL_CALL : DO_CALL, tree->count);
  if (!is_tail) patch(g, frame);
}

static void generate_lambda(struct generator *g, struct function *function) {
  value inner = generate(function, g->code->file);
  if (function->captured_count == 0) {
    emit_constant(g, DO_CONST, inner);
    return;
  }
  for (int i = 0; i < function->captured_count; i++) push_variable(g, function->captured[i], false);
  emit_constant(g, DO_CLOSE, (value)AS(closure, inner)->code);
}

static void generate_global(struct generator *g, struct tree *tree, enum instruction instruction) {
  generate_tree(g, tree->first, false);
  g->line = tree->line;
  emit_constant(g, instruction, tree->constant);
}

static void generate_value(struct generator *g, struct tree *tree) {
  switch (tree->kind) {
  case TREE_CONSTANT: emit_constant(g, DO_CONST, tree->constant); break;
  case TREE_LOCAL: push_variable(g, tree->variable, true); break;
  case TREE_GLOBAL: emit_constant(g, DO_GLOBAL, tree->constant); break;
  case TREE_SET_LOCAL: generate_set_local(g, tree); break;
  case TREE_SET_GLOBAL: generate_global(g, tree, DO_SET_GLOBAL); break;
  case TREE_DEFINE: generate_global(g, tree, DO_DEFINE); break;
  case TREE_LAMBDA: generate_lambda(g, tree->function); break;
  case TREE_IF: case TREE_SEQUENCE: case TREE_CALL: break;
  }
}

static void generate_tree(struct generator *g, struct tree *tree, bool is_tail) {
  g->line = tree->line;
  switch (tree->kind) {
  case TREE_IF: generate_if(g, tree, is_tail); break;
  case TREE_SEQUENCE: generate_sequence(g, tree, is_tail); break;
  case TREE_CALL: generate_call(g, tree, is_tail); break;
  default:
    generate_value(g, tree);
    if (is_tail) emit(g, DO_RETURN, 0);
  }
}

// A procedure that captures nothing; for one that does, its code is what counts.
value generate(struct function *function, value file) {
  if (function->places > MOST || function->captured_count > MOST)
    fail("a procedure has too many variables", 0);
  struct code *code = new_object(CODE, sizeof *code);
  struct generator g = {.code = code, .function = function};
  code->name = function->name;
  code->file = file;
  code->required = function->required;
  code->object.flag = function->has_rest;
  code->captured_count = function->captured_count;
  int reserved = function->places - function->parameter_count;
  if (reserved > 0) emit(&g, DO_RESERVE, reserved);
  for (int i = 0; i < function->parameter_count; i++)
    if (function->parameters[i]->is_assigned) emit(&g, DO_MAKE_BOX, function->parameters[i]->place);
  generate_tree(&g, function->body, true);
  struct closure *closure = new_object(CLOSURE, sizeof *closure);
  closure->code = code;
  return (value)closure;
}
