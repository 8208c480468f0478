// Forms that could be macros, but are so frequent that they become trees at once; and quasiquotation.
#include "lisp.h"

// (and a b c) is (if a (if b c #f) #f).
static struct tree *expand_and_list(value forms, struct scope *scope) {
  if (forms == NIL) return new_constant(TRUE);
  struct tree *first = expand(head(forms), scope);
  if (tail(forms) == NIL) return first;
  return new_if(first, expand_and_list(tail(forms), scope), new_constant(FALSE));
}

static struct tree *expand_and(value form, struct scope *scope) { return expand_and_list(tail(form), scope); }

// A tree that keeps a value in a variable without a name, and goes on with one that may refer to it.
struct kept {
  struct scope scope;
  struct variable *variable;
  struct tree *sequence;
};

static struct kept *keep(struct tree *content, struct scope *outer) {
  struct kept *kept = take_scratch(sizeof *kept);
  kept->scope = (struct scope){.outer = outer, .function = outer->function};
  kept->variable = add_variable(&kept->scope, FALSE);
  kept->sequence = new_sequence(2);
  kept->sequence->items[0] = assign(kept->variable, content, &kept->scope, true);
  return kept;
}

static struct tree *expand_or_list(value forms, struct scope *scope) {
  if (forms == NIL) return new_constant(FALSE);
  struct tree *first = expand(head(forms), scope);
  if (tail(forms) == NIL) return first;
  struct kept *kept = keep(first, scope);
  struct tree *test = refer(kept->variable, &kept->scope), *yes = refer(kept->variable, &kept->scope);
  kept->sequence->items[1] = new_if(test, yes, expand_or_list(tail(forms), scope));
  return kept->sequence;
}

static struct tree *expand_or(value form, struct scope *scope) { return expand_or_list(tail(form), scope); }

static struct tree *expand_when(value form, struct scope *scope) {
  struct tree *test = expand(nth(form, 1), scope);
  return new_if(test, expand_body(rest(form, 2), scope, form), new_constant(UNSPECIFIED));
}

static struct tree *expand_unless(value form, struct scope *scope) {
  struct tree *test = expand(nth(form, 1), scope);
  return new_if(test, new_constant(UNSPECIFIED), expand_body(rest(form, 2), scope, form));
}

static struct tree *expand_clauses(value clauses, struct scope *scope, value form);

// (test => receiver): the receiver is called with the test's value.
static struct tree *expand_receiver(value clause, value others, struct scope *scope, value form) {
  struct kept *kept = keep(expand(head(clause), scope), scope);
  struct tree *call = new_call(expand(nth(clause, 2), scope), 1);
  call->items[0] = refer(kept->variable, &kept->scope);
  struct tree *test = refer(kept->variable, &kept->scope);
  kept->sequence->items[1] = new_if(test, call, expand_clauses(others, scope, form));
  return kept->sequence;
}

static struct tree *expand_clauses(value clauses, struct scope *scope, value form) {
  if (clauses == NIL) return new_constant(UNSPECIFIED);
  value clause = head(clauses), others = tail(clauses);
  int64_t length = list_length(clause);
  if (length < 1) bad_form("a clause must be a list", form);
  if (is_special(head(clause), "else", scope)) {
    if (others != NIL) bad_form("else must be the last clause", form);
    return expand_body(tail(clause), scope, form);
  }
  if (length == 3 && is_special(nth(clause, 1), "=>", scope))
    return expand_receiver(clause, others, scope, form);
  struct tree *test = expand(head(clause), scope);
  if (length > 1)
    return new_if(test, expand_body(tail(clause), scope, form), expand_clauses(others, scope, form));
  struct kept *kept = keep(test, scope);
  struct tree *again = refer(kept->variable, &kept->scope), *result = refer(kept->variable, &kept->scope);
  kept->sequence->items[1] = new_if(again, result, expand_clauses(others, scope, form));
  return kept->sequence;
}

static struct tree *expand_cond(value form, struct scope *scope) {
  return expand_clauses(tail(form), scope, form);
}

static struct tree *expand_misplaced(value form, struct scope *scope) {
  (void)scope;
  bad_form("misused syntax", form);
}

const struct special derived_forms[] = {
  {"and", expand_and, 1, -1}, {"or", expand_or, 1, -1}, {"when", expand_when, 3, -1},
  {"unless", expand_unless, 3, -1}, {"cond", expand_cond, 2, -1}, {"else", expand_misplaced, 0, -1},
  {"=>", expand_misplaced, 0, -1}, {"unquote", expand_misplaced, 0, -1},
  {"unquote-splicing", expand_misplaced, 0, -1}, {0, 0, 0, 0},
};

static value make_form(const char *name, value a, value b) {
  return cons(symbol(name), cons(a, b == UNDEFINED ? NIL : cons(b, NIL)));
}

static bool is_form(value v, const char *name) {
  return is_pair(v) && head(v) == symbol(name) && is_pair(tail(v)) && tail(tail(v)) == NIL;
}

static value quote_again(const char *name, value form, int depth) {
  value quoted = make_form("quote", symbol(name), UNDEFINED);
  return make_form("list", quoted, expand_quasiquote(nth(form, 1), depth));
}

static value vector_to_list(const struct vector *vector) {
  value list = NIL;
  for (size_t i = vector->length; i-- > 0;) list = cons(vector->items[i], list);
  return list;
}

static value expand_quoted_pair(value form, int depth) {
  value first = head(form);
  if (depth == 1 && is_form(first, "unquote-splicing"))
    return make_form("append", nth(first, 1), expand_quasiquote(tail(form), depth));
  value made = is_form(first, "unquote-splicing") ? quote_again("unquote-splicing", first, depth - 1)
    : expand_quasiquote(first, depth);
  return make_form("cons", made, expand_quasiquote(tail(form), depth));
}

// The expression that makes what stands behind a `.
value expand_quasiquote(value form, int depth) {
  if (is_kind(form, VECTOR))
    return make_form("list->vector", expand_quasiquote(vector_to_list(AS(vector, form)), depth), UNDEFINED);
  if (!is_pair(form)) return make_form("quote", form, UNDEFINED);
  if (is_form(form, "unquote"))
    return depth == 1 ? nth(form, 1) : quote_again("unquote", form, depth - 1);
  if (is_form(form, "quasiquote")) return quote_again("quasiquote", form, depth + 1);
  go_deeper(form);
  value made = expand_quoted_pair(form, depth);
  come_back();
  return made;
}
