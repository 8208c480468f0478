// Tokens to expressions: a function for each level of precedence, from the loosest to the tightest.
#include "awk.h"

#include <string.h>

enum { DEEPEST = 1000 };

static bool allows_in = true, allows_greater = true;
static int depth;  // of expressions within expressions

struct node *new_node(enum node_kind kind) {
  struct node *node = memset(take_memory(0, sizeof *node), 0, sizeof *node);
  node->kind = kind;
  node->line = token.line;
  return node;
}

static struct node *new_pair(enum node_kind kind, struct node *first, struct node *second) {
  struct node *node = new_node(kind);
  node->first = first;
  node->second = second;
  return node;
}

void expect(int kind, const char *what) {
  char message[64];
  snprintf(message, sizeof message, "expected %s", what);
  if (token.kind != kind) syntax_error(message);
  next_token();
}

static bool take(int kind) {
  if (token.kind != kind) return false;
  next_token();
  return true;
}

static struct node *parse_assignment(void);
static struct node *parse_unary(void);
static struct node *parse_primary(void);

struct node *parse_expression(bool with_in) {
  bool outer_in = allows_in, outer_greater = allows_greater;
  if (++depth > DEEPEST) syntax_error("expressions are nested too deeply");
  allows_in = with_in;
  allows_greater = true;
  struct node *node = parse_assignment();
  depth--;
  allows_in = outer_in;
  allows_greater = outer_greater;
  return node;
}

struct node *parse_output_expression(void) {
  allows_greater = false;
  struct node *node = parse_assignment();
  allows_greater = true;
  return node;
}

// Expressions with commas, up to a token.
struct node *parse_list(int end) {
  struct node *first = 0, **last = &first;
  skip_newlines();
  while (token.kind != end) {
    *last = parse_expression(true);
    last = &(*last)->next;
    skip_newlines();
    if (!take(',')) break;
    skip_newlines();
  }
  return first;
}

static bool is_target(const struct node *node) {
  return node->kind == NODE_VARIABLE || node->kind == NODE_LOCAL || node->kind == NODE_FIELD
    || node->kind == NODE_ELEMENT;
}

static struct node *parse_name(void) {
  struct node *node = new_node(NODE_VARIABLE);
  char *name = token.text;
  next_token();
  int parameters = current_function == 0 ? 0 : current_function->parameter_count;
  for (int i = 0; i < parameters; i++)
    if (strcmp(current_function->parameters[i], name) == 0) node->kind = NODE_LOCAL, node->place = i;
  if (node->kind == NODE_VARIABLE) node->variable = find_variable(name);
  if (!take('[')) return node;
  struct node *element = new_pair(NODE_ELEMENT, node, parse_list(']'));
  if (element->second == 0) syntax_error("expected a subscript");
  expect(']', "]");
  return element;
}

static struct node *parse_call(void) {
  struct node *node = new_node(NODE_CALL);
  node->function = find_function(token.text);
  next_token();
  expect('(', "(");
  node->first = parse_list(')');
  expect(')', ")");
  return node;
}

static struct node *parse_builtin(void) {
  struct node *node = new_node(NODE_BUILTIN);
  node->operation = builtin_number(token.text);
  next_token();
  if (node->operation == BUILTIN_LENGTH && token.kind != '(') return node;
  expect('(', "(");
  node->first = parse_list(')');
  expect(')', ")");
  return node;
}

// (x), or (i, j) in array.
static struct node *parse_group(void) {
  next_token();
  struct node *list = parse_list(')');
  if (list == 0) syntax_error("expected an expression");
  expect(')', ")");
  struct node *group = new_pair(NODE_GROUP, list, 0);
  if (list->next == 0) return group;
  if (token.kind != TOKEN_IN && allows_greater) syntax_error("expected in");
  return group;
}

static struct node *parse_constant(enum node_kind kind) {
  struct node *node = new_node(kind);
  node->value = kind == NODE_NUMBER ? number_value(token.number) : text_value(token.text, token.length);
  next_token();
  return node;
}

// getline, getline name, getline < file.
static struct node *parse_getline(void) {
  struct node *node = new_node(NODE_GETLINE);
  next_token();
  if (token.kind == '$' || token.kind == TOKEN_NAME) node->first = parse_primary();
  if (!take('<')) return node;
  node->operation = STREAM_READ;
  node->second = parse_primary();
  return node;
}

// $1, $NF, $++i
static struct node *parse_field(void) {
  next_token();
  bool has_operator = token.kind == TOKEN_INCREMENT || token.kind == TOKEN_DECREMENT || token.kind == '-';
  return new_pair(NODE_FIELD, has_operator ? parse_unary() : parse_primary(), 0);
}

static struct node *parse_primary(void) {
  switch (token.kind) {
  case TOKEN_NUMBER: return parse_constant(NODE_NUMBER);
  case TOKEN_STRING: return parse_constant(NODE_STRING);
  case '/': case TOKEN_DIVIDE_ASSIGN: read_pattern_token(); return parse_constant(NODE_PATTERN);
  case TOKEN_NAME: return parse_name();
  case TOKEN_CALL: return parse_call();
  case TOKEN_BUILTIN: return parse_builtin();
  case TOKEN_GETLINE: return parse_getline();
  case '(': return parse_group();
  case '$': return parse_field();
  default: syntax_error("expected an expression");
  }
}

static struct node *new_increment(struct node *target, int operation, bool is_before) {
  if (!is_target(target)) syntax_error("what is counted up or down must be a variable");
  struct node *node = new_pair(NODE_INCREMENT, target, 0);
  node->operation = operation;
  node->is_flag = is_before;
  return node;
}

static struct node *parse_postfix(void) {
  struct node *node = parse_primary();
  if (!is_target(node) || (token.kind != TOKEN_INCREMENT && token.kind != TOKEN_DECREMENT)) return node;
  int operation = token.kind;
  next_token();
  return new_increment(node, operation, false);
}

static struct node *new_arithmetic(int operation, struct node *first, struct node *second) {
  struct node *node = new_pair(NODE_ARITHMETIC, first, second);
  node->operation = operation;
  return node;
}

// 2 ^ 3 ^ 2 is 2 ^ 9; - binds looser than ^ before it, tighter behind it.
static struct node *parse_power(void) {
  struct node *node = parse_postfix();
  if (!take('^')) return node;
  bool has_sign = token.kind == '-' || token.kind == '+' || token.kind == '!';
  return new_arithmetic('^', node, has_sign ? parse_unary() : parse_power());
}

static struct node *parse_unary(void) {
  int kind = token.kind;
  if (kind == TOKEN_INCREMENT || kind == TOKEN_DECREMENT) {
    next_token();
    return new_increment(parse_primary(), kind, true);
  }
  if (take('!')) return new_pair(NODE_NOT, parse_unary(), 0);
  if (take('-')) return new_pair(NODE_NEGATE, parse_unary(), 0);
  if (take('+')) return new_pair(NODE_PLUS, parse_unary(), 0);
  return parse_power();
}

static struct node *parse_product(void) {
  struct node *node = parse_unary();
  while (token.kind == '*' || token.kind == '/' || token.kind == '%') {
    int operation = token.kind;
    next_token();
    node = new_arithmetic(operation, node, parse_unary());
  }
  return node;
}

static struct node *parse_sum(void) {
  struct node *node = parse_product();
  while (token.kind == '+' || token.kind == '-') {
    int operation = token.kind;
    next_token();
    node = new_arithmetic(operation, node, parse_product());
  }
  return node;
}

static bool begins_operand(void) {
  switch (token.kind) {
  case TOKEN_NUMBER: case TOKEN_STRING: case TOKEN_NAME: case TOKEN_CALL: case TOKEN_BUILTIN: case '$':
  case '(': case TOKEN_INCREMENT: case TOKEN_DECREMENT: return true;
  default: return false;
  }
}

static struct node *parse_concatenation(void) {
  struct node *node = parse_sum();
  while (begins_operand()) node = new_pair(NODE_CONCATENATE, node, parse_sum());
  return node;
}

static bool is_comparison(void) {
  switch (token.kind) {
  case '<': case TOKEN_LESS_EQUAL: case TOKEN_EQUAL: case TOKEN_NOT_EQUAL: case TOKEN_GREATER_EQUAL:
    return true;
  case '>': return allows_greater;
  default: return false;
  }
}

// "command" | getline, where the | was read.
static struct node *parse_command_input(struct node *command) {
  if (token.kind != TOKEN_GETLINE) syntax_error("expected getline");
  next_token();
  struct node *node = new_pair(NODE_GETLINE, 0, command);
  node->operation = STREAM_FROM_COMMAND;
  if (token.kind == '$' || token.kind == TOKEN_NAME) node->first = parse_primary();
  return node;
}

static struct node *parse_comparison(void) {
  struct node *node = parse_concatenation();
  while (allows_greater && take('|')) node = parse_command_input(node);
  if (!is_comparison()) return node;
  int operation = token.kind;
  next_token();
  node = new_pair(NODE_COMPARE, node, parse_concatenation());
  node->operation = operation;
  return node;
}

static struct node *parse_match(void) {
  struct node *node = parse_comparison();
  while (token.kind == '~' || token.kind == TOKEN_NO_MATCH) {
    bool is_negated = token.kind == TOKEN_NO_MATCH;
    next_token();
    node = new_pair(NODE_MATCH, node, parse_comparison());
    node->is_flag = is_negated;
  }
  return node;
}

static struct node *parse_in(void) {
  struct node *node = parse_match();
  while (allows_in && take(TOKEN_IN)) {
    if (token.kind != TOKEN_NAME) syntax_error("expected an array's name");
    struct node *subscript = node->kind == NODE_GROUP ? node->first : node;
    node = new_pair(NODE_IN, subscript, parse_name());
  }
  return node;
}

static struct node *parse_and(void) {
  struct node *node = parse_in();
  while (take(TOKEN_AND)) {
    skip_newlines();
    node = new_pair(NODE_AND, node, parse_in());
  }
  return node;
}

static struct node *parse_or(void) {
  struct node *node = parse_and();
  while (take(TOKEN_OR)) {
    skip_newlines();
    node = new_pair(NODE_OR, node, parse_and());
  }
  return node;
}

static struct node *parse_condition(void) {
  struct node *node = parse_or();
  if (!take('?')) return node;
  node = new_pair(NODE_CONDITION, node, 0);
  skip_newlines();
  node->second = parse_assignment();
  skip_newlines();
  expect(':', ":");
  skip_newlines();
  node->third = parse_assignment();
  return node;
}

// The arithmetic that an assignment does: 0 for a plain one, -1 if the token is none.
static int assignment_operation(void) {
  switch (token.kind) {
  case '=': return 0;
  case TOKEN_ADD_ASSIGN: return '+';
  case TOKEN_SUBTRACT_ASSIGN: return '-';
  case TOKEN_MULTIPLY_ASSIGN: return '*';
  case TOKEN_DIVIDE_ASSIGN: return '/';
  case TOKEN_MODULO_ASSIGN: return '%';
  case TOKEN_POWER_ASSIGN: return '^';
  default: return -1;
  }
}

static struct node *parse_assignment(void) {
  struct node *node = parse_condition();
  int operation = assignment_operation();
  if (operation < 0 || !is_target(node)) return node;
  next_token();
  skip_newlines();
  node = new_pair(NODE_ASSIGN, node, parse_assignment());
  node->operation = operation;
  return node;
}
