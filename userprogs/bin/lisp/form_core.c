// The forms that everything else is made of.
#include "lisp.h"

static struct tree *expand_quote(value form, struct scope *scope) {
  (void)scope;
  return new_constant(nth(form, 1));
}

static struct tree *expand_if(value form, struct scope *scope) {
  struct tree *test = expand(nth(form, 1), scope), *yes = expand(nth(form, 2), scope);
  value no = rest(form, 3);
  return new_if(test, yes, no == NIL ? new_constant(UNSPECIFIED) : expand(head(no), scope));
}

static struct tree *set_global(enum tree_kind kind, value name, struct tree *content) {
  struct tree *tree = new_tree(kind);
  tree->constant = name;
  tree->first = content;
  return tree;
}

// (define ((curried a) b) ...) is (define (curried a) (lambda (b) ...)).
static struct tree *expand_define(value form, struct scope *scope) {
  value target = nth(form, 1), body = rest(form, 2);
  while (is_pair(target) && is_pair(head(target))) {
    body = cons(cons(symbol("lambda"), cons(tail(target), body)), NIL);
    target = head(target);
  }
  value name = is_pair(target) ? head(target) : target;
  if (!is_kind(name, SYMBOL)) bad_form("a definition needs a name", form);
  struct tree *content;
  if (is_pair(target)) content = expand_lambda(tail(target), body, name, scope);
  else if (body == NIL) content = new_constant(UNSPECIFIED);
  else if (tail(body) != NIL) bad_form("a definition has one value", form);
  else content = expand(head(body), scope);
  if (content->kind == TREE_LAMBDA && content->function->name == FALSE) content->function->name = name;
  struct variable *variable = find_variable(name, scope);
  return variable != 0 ? assign(variable, content, scope, false) : set_global(TREE_DEFINE, name, content);
}

static struct tree *expand_set(value form, struct scope *scope) {
  value name = nth(form, 1);
  if (!is_kind(name, SYMBOL)) bad_form("set! needs a variable", form);
  struct tree *content = expand(nth(form, 2), scope);
  struct variable *variable = find_variable(name, scope);
  return variable != 0 ? assign(variable, content, scope, false) : set_global(TREE_SET_GLOBAL, name, content);
}

static struct tree *expand_lambda_form(value form, struct scope *scope) {
  return expand_lambda(nth(form, 1), rest(form, 2), FALSE, scope);
}

static struct tree *expand_begin(value form, struct scope *scope) {
  struct tree *sequence = new_sequence((int)list_length(form) - 1);
  int at = 0;
  for (value v = tail(form); v != NIL; v = tail(v)) sequence->items[at++] = expand(head(v), scope);
  return sequence;
}

static void check_bindings(value bindings, value form) {
  if (list_length(bindings) < 0) bad_form("the bindings must be a list", form);
  for (; bindings != NIL; bindings = tail(bindings)) {
    value binding = head(bindings);
    if (list_length(binding) != 2 || !is_kind(head(binding), SYMBOL))
      bad_form("a binding must be a name and an expression", form);
  }
}

static struct scope *new_scope(struct scope *outer) {
  struct scope *scope = take_scratch(sizeof *scope);
  *scope = (struct scope){.outer = outer, .function = outer->function};
  return scope;
}

// The variables live in the frame of the function around.
static struct tree *expand_plain_let(value bindings, value body, struct scope *outer, value form) {
  struct scope *scope = new_scope(outer), names = *scope;
  struct tree *sequence = new_sequence((int)list_length(bindings) + 1);
  int at = 0;
  for (; bindings != NIL; bindings = tail(bindings)) {
    struct tree *content = expand(nth(head(bindings), 1), outer);
    sequence->items[at++] = assign(add_variable(&names, nth(head(bindings), 0)), content, outer, true);
  }
  *scope = names;
  sequence->items[at] = expand_body(body, scope, form);
  return sequence;
}

// A variable that is there already, but has no value yet.
static struct tree *declare(value name, struct scope *scope) {
  return assign(add_variable(scope, name), new_constant(UNDEFINED), scope, true);
}

static struct tree *bind_recursively(value bindings, value body, struct scope *outer, value form) {
  struct scope *scope = new_scope(outer);
  int count = (int)list_length(bindings), at = 0;
  struct tree *sequence = new_sequence(2 * count + 1);
  for (value v = bindings; v != NIL; v = tail(v))
    sequence->items[at++] = declare(nth(head(v), 0), scope);
  for (value v = bindings; v != NIL; v = tail(v)) {
    value name = nth(head(v), 0);
    struct tree *content = expand(nth(head(v), 1), scope);
    if (content->kind == TREE_LAMBDA) content->function->name = name;
    sequence->items[at++] = assign(find_variable(name, scope), content, scope, false);
  }
  sequence->items[at] = expand_body(body, scope, form);
  return sequence;
}

// (let name ((x 1) ...) body): a procedure that begins with these arguments.
static struct tree *expand_named_let(value name, value bindings, value body, struct scope *outer) {
  value parameters = NIL;
  struct scope *scope = new_scope(outer);
  struct variable *variable = add_variable(scope, name);
  for (value v = bindings; v != NIL; v = tail(v)) parameters = cons(nth(head(v), 0), parameters);
  struct tree *call = new_call(refer(variable, scope), (int)list_length(bindings));
  int at = 0;
  for (value v = bindings; v != NIL; v = tail(v)) call->items[at++] = expand(nth(head(v), 1), outer);
  struct tree *sequence = new_sequence(3);
  sequence->items[0] = assign(variable, new_constant(UNDEFINED), scope, true);
  struct tree *loop = expand_lambda(reverse(parameters), body, name, scope);
  sequence->items[1] = assign(variable, loop, scope, false);
  sequence->items[2] = call;
  return sequence;
}

static struct tree *expand_let(value form, struct scope *scope) {
  value name = nth(form, 1);
  bool is_named = is_kind(name, SYMBOL);
  if (is_named && tail(tail(form)) == NIL) bad_form("bad syntax", form);
  value bindings = nth(form, is_named ? 2 : 1), body = rest(form, is_named ? 3 : 2);
  check_bindings(bindings, form);
  if (is_named) return expand_named_let(name, bindings, body, scope);
  return expand_plain_let(bindings, body, scope, form);
}

static struct tree *expand_letrec(value form, struct scope *scope) {
  check_bindings(nth(form, 1), form);
  return bind_recursively(nth(form, 1), rest(form, 2), scope, form);
}

// (define-macro (name . parameters) body...): the procedure's result takes the place of the macro's use.
static struct tree *expand_define_macro(value form, struct scope *scope) {
  value target = nth(form, 1);
  value name = is_pair(target) ? head(target) : target;
  if (!is_kind(name, SYMBOL)) bad_form("a macro needs a name", form);
  if (scope->outer != 0 || scope->function->outer != 0) bad_form("macros are defined at the top level", form);
  value procedure = is_pair(target) ? cons(symbol("lambda"), cons(tail(target), rest(form, 2)))
    : nth(form, 2);
  value thunk = compile(procedure, compiling_file);
  AS(symbol, name)->macro = run_procedure(thunk, 0, 0);
  return new_constant(UNSPECIFIED);
}

static struct tree *expand_quasiquote_form(value form, struct scope *scope) {
  return expand(expand_quasiquote(nth(form, 1), 1), scope);
}

const struct special core_forms[] = {
  {"quote", expand_quote, 2, 2}, {"if", expand_if, 3, 4}, {"define", expand_define, 2, -1},
  {"set!", expand_set, 3, 3}, {"lambda", expand_lambda_form, 3, -1}, {"begin", expand_begin, 1, -1},
  {"let", expand_let, 3, -1}, {"letrec", expand_letrec, 3, -1}, {"letrec*", expand_letrec, 3, -1},
  {"define-macro", expand_define_macro, 3, -1}, {"quasiquote", expand_quasiquote_form, 2, 2}, {0, 0, 0, 0},
};
