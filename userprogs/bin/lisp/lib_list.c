// Pairs, lists, and comparing.
#include "lisp.h"

#include <string.h>

enum { DEEPEST = 10000 };

struct pair *take_pair(value v) {
  if (!is_pair(v)) wrong_type("a pair", v);
  return AS(pair, v);
}

// Finds circles, too: the tortoise goes half as fast.
int64_t list_length(value list) {
  int64_t length = 0;
  for (value slow = list; is_pair(list); list = tail(list)) {
    if (++length % 2 == 0) slow = tail(slow);
    if (tail(list) == slow) return -1;
  }
  return list == NIL ? length : -1;
}

value reverse(value list) {
  value result = NIL;
  for (; is_pair(list); list = tail(list)) {
    result = cons(head(list), result);
    object_of(result)->line = object_of(list)->line;
  }
  return result;
}

static bool is_same_string(const struct string *a, const struct string *b) {
  size_t size = a->length * sizeof *a->characters;
  return a->length == b->length && memcmp(a->characters, b->characters, size) == 0;
}

bool is_eqv(value a, value b) {
  return a == b || (is_kind(a, BIGNUM) && is_kind(b, BIGNUM) && compare(a, b) == 0);
}

static bool is_equal_within(value a, value b, int depth) {
  for (; is_pair(a) && is_pair(b); a = tail(a), b = tail(b)) {
    if (depth > DEEPEST) fail("equal? on data nested too deeply", 0);
    if (!is_equal_within(head(a), head(b), depth + 1)) return false;
  }
  if (is_eqv(a, b)) return true;
  if (is_kind(a, STRING) && is_kind(b, STRING)) return is_same_string(AS(string, a), AS(string, b));
  if (!is_kind(a, VECTOR) || !is_kind(b, VECTOR) || AS(vector, a)->length != AS(vector, b)->length)
    return false;
  for (size_t i = 0; i < AS(vector, a)->length; i++)
    if (!is_equal_within(AS(vector, a)->items[i], AS(vector, b)->items[i], depth + 1)) return false;
  return true;
}

bool is_equal(value a, value b) { return is_equal_within(a, b, 0); }

#define PROCEDURE(name) static value name(value *v, int count)
#define IGNORE_COUNT (void)count

PROCEDURE(run_cons) { return IGNORE_COUNT, cons(v[0], v[1]); }
PROCEDURE(run_car) { return IGNORE_COUNT, take_pair(v[0])->head; }
PROCEDURE(run_cdr) { return IGNORE_COUNT, take_pair(v[0])->tail; }
PROCEDURE(run_caar) { return IGNORE_COUNT, take_pair(take_pair(v[0])->head)->head; }
PROCEDURE(run_cadr) { return IGNORE_COUNT, take_pair(take_pair(v[0])->tail)->head; }
PROCEDURE(run_cdar) { return IGNORE_COUNT, take_pair(take_pair(v[0])->head)->tail; }
PROCEDURE(run_cddr) { return IGNORE_COUNT, take_pair(take_pair(v[0])->tail)->tail; }
PROCEDURE(run_caddr) { return IGNORE_COUNT, take_pair(take_pair(take_pair(v[0])->tail)->tail)->head; }
PROCEDURE(run_set_car) { return IGNORE_COUNT, take_pair(v[0])->head = v[1], UNSPECIFIED; }
PROCEDURE(run_set_cdr) { return IGNORE_COUNT, take_pair(v[0])->tail = v[1], UNSPECIFIED; }
PROCEDURE(run_is_null) { return IGNORE_COUNT, from_boolean(v[0] == NIL); }
PROCEDURE(run_is_pair) { return IGNORE_COUNT, from_boolean(is_pair(v[0])); }
PROCEDURE(run_is_list) { return IGNORE_COUNT, from_boolean(list_length(v[0]) >= 0); }
PROCEDURE(run_not) { return IGNORE_COUNT, from_boolean(v[0] == FALSE); }
PROCEDURE(run_is_eq) { return IGNORE_COUNT, from_boolean(v[0] == v[1]); }
PROCEDURE(run_is_eqv) { return IGNORE_COUNT, from_boolean(is_eqv(v[0], v[1])); }
PROCEDURE(run_is_equal) { return IGNORE_COUNT, from_boolean(is_equal(v[0], v[1])); }

static int64_t take_length(value list) {
  int64_t length = list_length(list);
  if (length < 0) wrong_type("a list", list);
  return length;
}

PROCEDURE(run_length) { return IGNORE_COUNT, from_integer(take_length(v[0])); }

PROCEDURE(run_list) {
  value list = NIL;
  while (count > 0) list = cons(v[--count], list);
  return list;
}

// (cons* 1 2 '(3)) is (1 2 3).
PROCEDURE(run_cons_star) {
  value list = v[--count];
  while (count > 0) list = cons(v[--count], list);
  return list;
}

PROCEDURE(run_reverse) {
  IGNORE_COUNT;
  take_length(v[0]);
  return reverse(v[0]);
}

static value append_two(value front, value back) {
  take_length(front);
  value first = back, last = NIL;
  for (; front != NIL; front = tail(front)) {
    value pair = cons(head(front), back);
    if (last == NIL) first = pair;
    else AS(pair, last)->tail = pair;
    last = pair;
  }
  return first;
}

PROCEDURE(run_append) {
  if (count == 0) return NIL;
  value result = v[--count];
  while (count > 0) result = append_two(v[--count], result);
  return result;
}

PROCEDURE(run_list_tail) {
  IGNORE_COUNT;
  value list = v[0];
  for (int64_t n = take_integer(v[1]); n > 0; n--) list = take_pair(list)->tail;
  return list;
}

PROCEDURE(run_list_ref) {
  return take_pair(run_list_tail(v, count))->head;
}

typedef bool equality(value a, value b);
static bool is_same(value a, value b) { return a == b; }

static value find_member(value wanted, value list, equality *is_match) {
  for (; is_pair(list); list = tail(list))
    if (is_match(wanted, head(list))) return list;
  return FALSE;
}

static value find_association(value wanted, value list, equality *is_match) {
  for (; is_pair(list); list = tail(list))
    if (is_match(wanted, take_pair(head(list))->head)) return head(list);
  return FALSE;
}

PROCEDURE(run_memq) { return IGNORE_COUNT, find_member(v[0], v[1], is_same); }
PROCEDURE(run_memv) { return IGNORE_COUNT, find_member(v[0], v[1], is_eqv); }
PROCEDURE(run_member) { return IGNORE_COUNT, find_member(v[0], v[1], is_equal); }
PROCEDURE(run_assq) { return IGNORE_COUNT, find_association(v[0], v[1], is_same); }
PROCEDURE(run_assv) { return IGNORE_COUNT, find_association(v[0], v[1], is_eqv); }
PROCEDURE(run_assoc) { return IGNORE_COUNT, find_association(v[0], v[1], is_equal); }

const struct definition list_library[] = {
  {"cons", run_cons, 2, 2}, {"car", run_car, 1, 1}, {"cdr", run_cdr, 1, 1}, {"caar", run_caar, 1, 1},
  {"cadr", run_cadr, 1, 1}, {"cdar", run_cdar, 1, 1}, {"cddr", run_cddr, 1, 1}, {"caddr", run_caddr, 1, 1},
  {"set-car!", run_set_car, 2, 2}, {"set-cdr!", run_set_cdr, 2, 2}, {"null?", run_is_null, 1, 1},
  {"pair?", run_is_pair, 1, 1}, {"list?", run_is_list, 1, 1}, {"not", run_not, 1, 1},
    {"eq?", run_is_eq, 2, 2},
  {"eqv?", run_is_eqv, 2, 2}, {"equal?", run_is_equal, 2, 2}, {"length", run_length, 1, 1},
  {"list", run_list, 0, -1}, {"cons*", run_cons_star, 1, -1}, {"reverse", run_reverse, 1, 1},
  {"append", run_append, 0, -1}, {"list-tail", run_list_tail, 2, 2}, {"list-ref", run_list_ref, 2, 2},
  {"memq", run_memq, 2, 2}, {"memv", run_memv, 2, 2}, {"member", run_member, 2, 2}, {"assq", run_assq, 2, 2},
  {"assv", run_assv, 2, 2}, {"assoc", run_assoc, 2, 2}, {0, 0, 0, 0},
};
