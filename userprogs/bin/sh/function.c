// Functions: trees with a name.
#include "sh.h"

#include <stdlib.h>
#include <string.h>

static struct function *functions;

// The parameters of the callers, the last call first.
static struct call {
  struct call *below;
  struct positional outer;
} *calls;

static void enter(int argc, char **argv) {
  struct call *call = take_memory(sizeof *call);
  *call = (struct call){calls, positional};
  calls = call;
  positional = (struct positional){argc - 1, copy_list(argv + 1, argc - 1)};
  scope_begin();
  function_depth++;
}

static void leave(void) {
  struct call *call = calls;
  function_depth--;
  scope_end();
  free_list(positional.values, positional.count);
  positional = call->outer;
  calls = call->below;
  free(call);
}

void leave_functions(void) {
  while (calls != 0) leave();
}

void each_function(void (*tell)(const char *name)) {
  for (struct function *function = functions; function != 0; function = function->next) tell(function->name);
}

struct function *find_function(const char *name) {
  struct function *function = functions;
  while (function != 0 && strcmp(function->name, name) != 0) function = function->next;
  return function;
}

// The tree lives as long as its arena, of which the function becomes an owner.
void define_function(const char *name, struct node *body) {
  struct function *function = find_function(name);
  arena_keep(body->arena);
  if (function == 0) {
    function = take_memory(sizeof *function);
    *function = (struct function){functions, copy_string(name), 0};
    functions = function;
  } else arena_drop(function->body->arena);
  function->body = body;
}

void undefine_function(const char *name) {
  for (struct function **place = &functions; *place != 0; place = &(*place)->next) {
    struct function *function = *place;
    if (strcmp(function->name, name) != 0) continue;
    *place = function->next;
    arena_drop(function->body->arena);
    free(function->name);
    free(function);
    return;
  }
}

int call_function(struct function *function, int argc, char **argv, int flags) {
  enum { DEEPEST = 1000 };
  if (function_depth == DEEPEST) fail("%s: functions call each other too deeply", function->name);
  struct node *body = function->body;
  int outer_loops = loop_depth;
  arena_keep(body->arena);  // it may define itself anew
  enter(argc, argv);
  loop_depth = 0;
  int status = run(body->first, flags & RUN_TESTED);
  loop_depth = outer_loops;
  if (control == CONTROL_RETURN) {
    control = CONTROL_NONE;
    status = last_status;
  }
  leave();
  arena_drop(body->arena);
  return status;
}
