// Which variable is whose: scopes, places on the stack, and what a closure takes along.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>

struct scratch_block {
  struct scratch_block *next;
  _Alignas(16) char bytes[];
};
static struct scratch_block *scratch_blocks;
int compilations;

void *take_scratch(size_t size) {
  struct scratch_block *block = take_memory(0, sizeof *block + size);
  block->next = scratch_blocks;
  scratch_blocks = block;
  return memset(block->bytes, 0, size);
}

static void release_scratch(void) {
  while (scratch_blocks != 0) {
    struct scratch_block *next = scratch_blocks->next;
    free(scratch_blocks);
    scratch_blocks = next;
  }
}

struct variable *find_variable(value name, struct scope *scope) {
  for (; scope != 0; scope = scope->outer)
    for (struct variable *variable = scope->variables; variable != 0; variable = variable->next)
      if (variable->name == name) return variable;
  return 0;
}

// A new variable, with a place of its own in its function's frame.
struct variable *add_variable(struct scope *scope, value name) {
  struct variable *variable = take_scratch(sizeof *variable);
  variable->name = name;
  variable->owner = scope->function;
  variable->place = scope->function->places++;
  variable->next = scope->variables;
  scope->variables = variable;
  return variable;
}

// Where the variable is among what `user` has captured. The functions between it and the owner capture it,
// too.
int captured_place(struct variable *variable, struct function *user) {
  for (int i = 0; i < user->captured_count; i++)
    if (user->captured[i] == variable) return i;
  if (user->captured_count == user->captured_room) {
    struct variable **old = user->captured;
    user->captured_room = user->captured_room == 0 ? 4 : 2 * user->captured_room;
    user->captured = take_scratch((size_t)user->captured_room * sizeof *user->captured);
    if (old != 0) memcpy(user->captured, old, (size_t)user->captured_count * sizeof *old);
  }
  if (user->outer != variable->owner) captured_place(variable, user->outer);
  user->captured[user->captured_count] = variable;
  return user->captured_count++;
}

static struct tree *new_use(enum tree_kind kind, struct variable *variable, struct scope *scope) {
  struct tree *tree = new_tree(kind);
  tree->variable = variable;
  if (variable->owner != scope->function) captured_place(variable, scope->function);
  return tree;
}

struct tree *refer(struct variable *variable, struct scope *scope) {
  return new_use(TREE_LOCAL, variable, scope);
}

// An assignment, or the variable's first value.
struct tree *assign(struct variable *variable, struct tree *content, struct scope *scope, bool is_first) {
  struct tree *tree = new_use(TREE_SET_LOCAL, variable, scope);
  tree->first = content;
  tree->is_first = is_first;
  variable->is_assigned |= !is_first;
  return tree;
}

// The form as a procedure without parameters. Nothing is collected until it is done.
value compile(value form, value file) {
  value outer_file = compiling_file;
  if (compilations++ == 0) start_expansion();
  compiling_file = file;
  struct function *function = take_scratch(sizeof *function);
  struct scope scope = {.function = function};
  function->name = FALSE;
  function->body = expand(form, &scope);
  value procedure = generate(function, file);
  compiling_file = outer_file;
  if (--compilations == 0) release_scratch();
  return procedure;
}
