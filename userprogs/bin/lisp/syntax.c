// Data to a tree: calls, variables, bodies with definitions, and the use of macros.
#include "lisp.h"

value compiling_file = FALSE;
static uint32_t line;  // of the form under work; what a macro made has the line of its use
enum { DEEPEST = 2000 };
static int depth;  // of forms within forms

// Also for what is not `expand`, but goes as deep.
void go_deeper(value form) {
  if (++depth > DEEPEST) bad_form("forms are nested too deeply", form);
}

void come_back(void) { depth--; }

void start_expansion(void) { depth = 0; }

struct tree *new_tree(enum tree_kind kind) {
  struct tree *tree = take_scratch(sizeof *tree);
  tree->kind = kind;
  tree->line = line;
  return tree;
}

struct tree *new_constant(value v) {
  struct tree *tree = new_tree(TREE_CONSTANT);
  tree->constant = v;
  return tree;
}

static struct tree *new_list(enum tree_kind kind, int count) {
  struct tree *tree = new_tree(kind);
  tree->items = take_scratch((size_t)count * sizeof *tree->items);
  tree->count = count;
  return tree;
}

struct tree *new_sequence(int count) { return new_list(TREE_SEQUENCE, count); }

struct tree *new_if(struct tree *test, struct tree *yes, struct tree *no) {
  struct tree *tree = new_tree(TREE_IF);
  tree->first = test;
  tree->second = yes;
  tree->third = no;
  return tree;
}

struct tree *new_call(struct tree *procedure, int count) {
  struct tree *tree = new_list(TREE_CALL, count);
  tree->first = procedure;
  return tree;
}

void bad_form(const char *message, value form) { fail_at(compiling_file, line, message, 1, form); }

value rest(value form, int count) {
  while (count-- > 0) form = tail(form);
  return form;
}

value nth(value form, int index) { return head(rest(form, index)); }

// A special form's name has 1 + its number in its flag; those of `derived_forms` come behind the others.
enum { DERIVED = 100 };

static void mark_names(const struct special *forms, int first) {
  for (int i = 0; forms[i].name != 0; i++) object_of(symbol(forms[i].name))->flag = (uint8_t)(first + i + 1);
}

void start_forms(void) {
  mark_names(core_forms, 0);
  mark_names(derived_forms, DERIVED);
}

static const struct special *find_special(value name) {
  int number = object_of(name)->flag - 1;
  return number < 0 ? 0 : number < DERIVED ? &core_forms[number] : &derived_forms[number - DERIVED];
}

// Whether the name means that special form here: a variable may hide it.
bool is_special(value name, const char *form, struct scope *scope) {
  return is_kind(name, SYMBOL) && object_of(name)->flag != 0 && name == symbol(form)
    && find_variable(name, scope) == 0;
}

bool is_macro_use(value form, struct scope *scope) {
  return is_pair(form) && is_kind(head(form), SYMBOL) && AS(symbol, head(form))->macro != FALSE
    && find_variable(head(form), scope) == 0;
}

value expand_macro(value form) {
  int64_t count = list_length(tail(form));
  if (count < 0) bad_form("a macro's use must be a list", form);
  value *arguments = take_scratch((size_t)(count + 1) * sizeof *arguments);
  int at = 0;
  for (value v = tail(form); v != NIL; v = tail(v)) arguments[at++] = head(v);
  return run_procedure(AS(symbol, head(form))->macro, at, arguments);
}

static struct tree *expand_special(const struct special *special, value form, struct scope *scope) {
  int64_t length = list_length(form);
  if (length < special->least || (special->most >= 0 && length > special->most)) bad_form("bad syntax", form);
  return special->expand(form, scope);
}

static struct tree *expand_call(value form, struct scope *scope) {
  int64_t length = list_length(form);
  if (length < 0) bad_form("a call must be a list", form);
  struct tree *call = new_call(expand(head(form), scope), (int)length - 1);
  uint32_t own_line = call->line;
  int at = 0;
  for (value v = tail(form); v != NIL; v = tail(v)) call->items[at++] = expand(head(v), scope);
  call->line = own_line;
  return call;
}

static struct tree *expand_symbol(value name, struct scope *scope) {
  struct variable *variable = find_variable(name, scope);
  if (variable != 0) return refer(variable, scope);
  if (AS(symbol, name)->global == UNDEFINED && find_special(name) != 0) bad_form("misused syntax", name);
  struct tree *tree = new_tree(TREE_GLOBAL);
  tree->constant = name;
  return tree;
}

struct tree *expand(value form, struct scope *scope) {
  if (is_kind(form, SYMBOL)) return expand_symbol(form, scope);
  if (form == NIL) bad_form("() must be quoted", form);
  if (!is_pair(form)) return new_constant(form);
  uint32_t outer_line = line;
  go_deeper(form);
  if (object_of(form)->line != 0) line = object_of(form)->line;
  bool may_be_special = is_kind(head(form), SYMBOL) && find_variable(head(form), scope) == 0;
  struct tree *tree;
  if (is_macro_use(form, scope)) {
    tree = expand(expand_macro(form), scope);
  } else {
    const struct special *special = may_be_special ? find_special(head(form)) : 0;
    tree = special != 0 ? expand_special(special, form, scope) : expand_call(form, scope);
  }
  if (outer_line != 0) line = outer_line;
  come_back();
  return tree;
}

// A body's forms with macros expanded and `begin` opened, so that its definitions can be seen: a list, in
// reverse.
static value open_forms(value forms, struct scope *scope, value opened) {
  for (; is_pair(forms); forms = tail(forms)) {
    value form = head(forms);
    while (is_macro_use(form, scope)) form = expand_macro(form);
    bool is_begin = is_pair(form) && is_special(head(form), "begin", scope);
    opened = is_begin ? open_forms(tail(form), scope, opened) : cons(form, opened);
  }
  return opened;
}

static bool is_definition(value form, struct scope *scope) {
  return is_pair(form) && is_special(head(form), "define", scope) && is_pair(tail(form));
}

static value defined_name(value form) {
  value target = nth(form, 1);
  while (is_pair(target)) target = head(target);
  if (!is_kind(target, SYMBOL)) bad_form("a definition needs a name", form);
  return target;
}

// Adds the variables that the forms define; how many.
static int add_defined(value forms, struct scope *scope, struct scope *outer) {
  int count = 0;
  for (; forms != NIL; forms = tail(forms)) {
    if (!is_definition(head(forms), outer)) continue;
    add_variable(scope, defined_name(head(forms)));
    count++;
  }
  return count;
}

// A body: its definitions are variables of its own, as with letrec*.
struct tree *expand_body(value forms, struct scope *outer, value form) {
  if (!is_pair(forms)) bad_form("a body needs an expression", form);
  struct scope *scope = take_scratch(sizeof *scope);
  *scope = (struct scope){.outer = outer, .function = outer->function};
  value opened = reverse(open_forms(forms, outer, NIL));
  int defined = add_defined(opened, scope, outer), at = 0;
  struct tree *body = new_sequence(defined + (int)list_length(opened));
  for (struct variable *variable = scope->variables; variable != 0; variable = variable->next)
    body->items[at++] = assign(variable, new_constant(UNDEFINED), scope, true);
  for (; opened != NIL; opened = tail(opened)) body->items[at++] = expand(head(opened), scope);
  return body;
}

static void add_parameter(struct function *function, struct scope *scope, value name, value list) {
  if (!is_kind(name, SYMBOL)) bad_form("a parameter must be a name", list);
  for (int i = 0; i < function->parameter_count; i++)
    if (function->parameters[i]->name == name) bad_form("a parameter's name comes twice", list);
  function->parameters[function->parameter_count++] = add_variable(scope, name);
}

struct tree *expand_lambda(value parameters, value body, value name, struct scope *outer) {
  struct tree *tree = new_tree(TREE_LAMBDA);
  struct function *function = tree->function = take_scratch(sizeof *function);
  struct scope *scope = take_scratch(sizeof *scope);
  *scope = (struct scope){.outer = outer, .function = function};
  *function = (struct function){.outer = outer->function, .name = name};
  size_t room = 1;
  for (value v = parameters; is_pair(v); v = tail(v)) room++;
  function->parameters = take_scratch(room * sizeof *function->parameters);
  value v = parameters;
  for (; is_pair(v); v = tail(v)) add_parameter(function, scope, head(v), parameters);
  function->required = function->parameter_count;
  function->has_rest = v != NIL;
  if (function->has_rest) add_parameter(function, scope, v, parameters);
  function->body = expand_body(body, scope, parameters);
  return tree;
}
