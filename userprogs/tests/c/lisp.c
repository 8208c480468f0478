// A tiny Lisp: reading, evaluating, closures, printing. What it reads is its standard input.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { NIL, NUMBER, SYMBOL, PAIR, BUILTIN, CLOSURE };
struct value {
  enum kind kind;
  union {
    long number;
    char *symbol;
    struct { struct value *head, *tail; };
    struct { struct value *parameters, *body, *scope; };
  };
};
typedef struct value value;

static value nil = {.kind = NIL};
static int next = ' ';

static value *make(enum kind kind) {
  value *v = calloc(1, sizeof *v);
  v->kind = kind;
  return v;
}
static value *number(long n) {
  value *v = make(NUMBER);
  v->number = n;
  return v;
}
static value *symbol(const char *text) {
  value *v = make(SYMBOL);
  v->symbol = strcpy(malloc(strlen(text) + 1), text);
  return v;
}
static value *cons(value *head, value *tail) {
  value *v = make(PAIR);
  v->head = head;
  v->tail = tail;
  return v;
}

static value *read_value(void);

static value *read_list(void) {
  while (isspace(next)) next = getchar();
  if (next == ')' || next == EOF) {
    next = getchar();
    return &nil;
  }
  value *head = read_value();
  return cons(head, read_list());
}

static value *read_value(void) {
  while (isspace(next)) next = getchar();
  if (next == EOF) return 0;
  if (next == '(') {
    next = getchar();
    return read_list();
  }
  if (next == '\'') {
    next = getchar();
    return cons(symbol("quote"), cons(read_value(), &nil));
  }
  char text[32];
  int length = 0;
  while (next != EOF && !isspace(next) && next != '(' && next != ')') {
    if (length < 31) text[length++] = (char)next;
    next = getchar();
  }
  text[length] = 0;
  char *end;
  long n = strtol(text, &end, 10);
  return *end == 0 ? number(n) : symbol(text);
}

static void print(const value *v) {
  switch (v->kind) {
    case NIL: printf("()"); break;
    case NUMBER: printf("%ld", v->number); break;
    case SYMBOL: printf("%s", v->symbol); break;
    case BUILTIN: printf("<%s>", v->symbol); break;
    case CLOSURE: printf("<lambda>"); break;
    case PAIR:
      for (char c = '('; v->kind == PAIR; v = v->tail, c = ' ') {
        putchar(c);
        print(v->head);
      }
      putchar(')');
  }
}

static value *evaluate(value *v, value *scope);

static value *look_up(const char *name, value *scope) {
  for (; scope->kind == PAIR; scope = scope->tail)
    if (strcmp(scope->head->head->symbol, name) == 0) return scope->head;
  return 0;
}

static value *evaluate_all(value *list, value *scope) {
  if (list->kind != PAIR) return &nil;
  value *head = evaluate(list->head, scope);
  return cons(head, evaluate_all(list->tail, scope));
}

static value *call_builtin(const char *name, value *arguments) {
  value *a = arguments->head, *b = arguments->tail->kind == PAIR ? arguments->tail->head : 0;
  switch (*name) {
    case '+': return number(a->number + b->number);
    case '-': return number(a->number - b->number);
    case '*': return number(a->number * b->number);
    case '<': return a->number < b->number ? number(1) : &nil;
    case '=': return a->kind == b->kind && a->number == b->number ? number(1) : &nil;
    case 'h': return a->head;
    case 't': return a->tail;
    default: return cons(a, b);
  }
}

static value *global;

static value *evaluate(value *v, value *scope) {
  for (;;) {
    if (v->kind == SYMBOL) {
      value *binding = look_up(v->symbol, scope);
      if (binding == 0) binding = look_up(v->symbol, global);
      return binding == 0 ? &nil : binding->tail;
    }
    if (v->kind != PAIR) return v;
    const char *form = v->head->kind == SYMBOL ? v->head->symbol : "";
    if (strcmp(form, "quote") == 0) return v->tail->head;
    if (strcmp(form, "if") == 0) {
      value *branch = v->tail->tail;
      v = evaluate(v->tail->head, scope)->kind != NIL ? branch->head : branch->tail->head;
      continue;
    }
    if (strcmp(form, "lambda") == 0) {
      value *closure = make(CLOSURE);
      closure->parameters = v->tail->head;
      closure->body = v->tail->tail->head;
      closure->scope = scope;
      return closure;
    }
    if (strcmp(form, "define") == 0) {
      global = cons(cons(v->tail->head, evaluate(v->tail->tail->head, scope)), global);
      return v->tail->head;
    }
    value *function = evaluate(v->head, scope), *arguments = evaluate_all(v->tail, scope);
    if (function->kind == BUILTIN) return call_builtin(function->symbol, arguments);
    if (function->kind != CLOSURE) return &nil;
    scope = function->scope;
    for (value *p = function->parameters; p->kind == PAIR; p = p->tail, arguments = arguments->tail)
      scope = cons(cons(p->head, arguments->head), scope);
    v = function->body;
  }
}

int main(void) {
  static const char *const builtins[] = {"+", "-", "*", "<", "=", "head", "tail", "cons"};
  global = &nil;
  for (int i = 0; i < 8; i++) {
    value *builtin = symbol(builtins[i]);
    value *name = symbol(builtins[i]);
    builtin->kind = BUILTIN;
    global = cons(cons(name, builtin), global);
  }
  for (value *v; (v = read_value()) != 0;) {
    print(evaluate(v, &nil));
    putchar('\n');
  }
  return 0;
}
