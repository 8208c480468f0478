// Expressions. A value that a function here returns is the caller's to drop.
#include "awk.h"

#include <stdlib.h>
#include <string.h>

struct variable *locals;

// The variable that a name means here.
struct variable *variable_of(struct node *node) {
  return node->kind == NODE_LOCAL ? &locals[node->place] : node->variable;
}

// A parameter without a value may become an array: the caller's variable does, too.
struct array *array_of(struct variable *variable) {
  while (variable->array == 0 && variable->origin != 0) variable = variable->origin;
  if (variable->array == 0) {
    if (variable->value.kind != VALUE_NONE) fail("a variable with a value is used as an array");
    variable->array = new_array();
  }
  return variable->array;
}

static struct array *array_of_node(struct node *node) {
  if (node->kind != NODE_VARIABLE && node->kind != NODE_LOCAL) fail("an array is needed");
  return array_of(variable_of(node));
}

// The text of one subscript, or of several with SUBSEP between them.
struct value subscript_of(struct node *list) {
  struct value first = evaluate(list);
  if (list->next == 0) {
    to_text(&first, 0);
    return first;
  }
  struct buffer buffer = {0};
  size_t length;
  for (struct node *node = list; node != 0; node = node->next) {
    struct value value = node == list ? first : evaluate(node);
    const char *text = to_text(&subsep->value, &length);
    if (node != list) add(&buffer, text, length);
    text = to_text(&value, &length);
    add(&buffer, text, length);
    drop(value);
  }
  return finish_buffer(&buffer);
}

struct value *element_of(struct node *node) {
  struct value subscript = subscript_of(node->second);
  size_t length;
  const char *key = to_text(&subscript, &length);
  struct value *element = array_element(array_of_node(node->first), key, length);
  drop(subscript);
  return element;
}

static struct value load_variable(struct variable *variable) {
  struct variable *origin = variable;
  while (origin->origin != 0) origin = origin->origin;
  if (origin->array != 0 || variable->array != 0) fail("an array is used as a value");
  if (variable == nf) drop(get_field(1));  // the fields must be counted first
  return share(variable->value);
}

void store(struct node *target, struct value value) {
  if (target->kind == NODE_FIELD) {
    struct value number = evaluate(target->first);
    set_field(to_number(number), value);
    drop(number);
  } else if (target->kind == NODE_ELEMENT) {
    assign(element_of(target), value);
  } else {
    struct variable *variable = variable_of(target);
    if (variable->array != 0) fail("an array is used as a value");
    if (variable == nf) drop(get_field(1));
    assign(&variable->value, value);
    if (variable == nf) note_nf_assigned();
  }
}

static int64_t number_of(struct node *node) {
  struct value value = evaluate(node);
  int64_t number = to_number(value);
  drop(value);
  return number;
}

static bool holds(struct node *node) {
  struct value value = evaluate(node);
  bool result = to_boolean(value);
  drop(value);
  return result;
}

// Overflow goes round, as in the machine's own arithmetic.
static int64_t power(int64_t base, int64_t exponent) {
  uint64_t result = 1, factor = (uint64_t)base;
  if (exponent < 0) return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
  for (; exponent > 0; exponent >>= 1, factor *= factor)
    if (exponent & 1) result *= factor;
  return (int64_t)result;
}

static int64_t calculate(int operation, int64_t a, int64_t b) {
  switch (operation) {
  case '+': return (int64_t)((uint64_t)a + (uint64_t)b);
  case '-': return (int64_t)((uint64_t)a - (uint64_t)b);
  case '*': return (int64_t)((uint64_t)a * (uint64_t)b);
  case '^': return power(a, b);
  default: break;
  }
  if (b == 0) fail("division by zero");
  if (b == -1) return operation == '/' ? (int64_t)(0 - (uint64_t)a) : 0;
  return operation == '/' ? a / b : a % b;
}

static struct value evaluate_assignment(struct node *node) {
  struct value value = evaluate(node->second);
  if (node->operation != 0) {
    int64_t number = calculate(node->operation, number_of(node->first), to_number(value));
    assign(&value, number_value(number));
  }
  store(node->first, share(value));
  return value;
}

static struct value evaluate_increment(struct node *node) {
  int64_t old = number_of(node->first);
  int64_t new = calculate(node->operation == TOKEN_INCREMENT ? '+' : '-', old, 1);
  store(node->first, number_value(new));
  return number_value(node->is_flag ? new : old);
}

static bool is_ordered(int operation, int order) {
  switch (operation) {
  case '<': return order < 0;
  case '>': return order > 0;
  case TOKEN_LESS_EQUAL: return order <= 0;
  case TOKEN_GREATER_EQUAL: return order >= 0;
  case TOKEN_EQUAL: return order == 0;
  default: return order != 0;
  }
}

static struct value evaluate_comparison(struct node *node) {
  struct value first = evaluate(node->first), second = evaluate(node->second);
  int order = compare(&first, &second);
  drop(first);
  drop(second);
  return number_value(is_ordered(node->operation, order));
}

static struct value evaluate_concatenation(struct node *node) {
  struct value first = evaluate(node->first), second = evaluate(node->second);
  size_t first_length, second_length;
  const char *text = to_text(&first, &first_length), *more = to_text(&second, &second_length);
  struct value result = text_value(0, first_length + second_length);
  memcpy(result.text->bytes, text, first_length);
  memcpy(result.text->bytes + first_length, more, second_length);
  drop(first);
  drop(second);
  return result;
}

static bool matches(struct value text, struct pattern *pattern) {
  size_t start, length;
  bool result = pattern_search(pattern, to_text(&text, 0), true, &start, &length);
  drop(text);
  return result;
}

static struct value evaluate_in(struct node *node) {
  struct value subscript = subscript_of(node->first);
  size_t length;
  const char *key = to_text(&subscript, &length);
  bool result = array_has(array_of_node(node->second), key, length);
  drop(subscript);
  return number_value(result);
}

static struct value evaluate_operator(struct node *node) {
  switch (node->kind) {
  case NODE_ARITHMETIC: {
    int64_t first = number_of(node->first);
    return number_value(calculate(node->operation, first, number_of(node->second)));
  }
  case NODE_NEGATE: return number_value(calculate('-', 0, number_of(node->first)));
  case NODE_PLUS: return number_value(number_of(node->first));
  case NODE_NOT: return number_value(!holds(node->first));
  case NODE_AND: return number_value(holds(node->first) && holds(node->second));
  case NODE_OR: return number_value(holds(node->first) || holds(node->second));
  case NODE_CONDITION: return evaluate(holds(node->first) ? node->second : node->third);
  case NODE_MATCH: {
    struct value text = evaluate(node->first);
    return number_value(matches(text, pattern_of(node->second)) != node->is_flag);
  }
  default: fail("an expression that has no value");
  }
}

struct value evaluate(struct node *node) {
  switch (node->kind) {
  case NODE_NUMBER: case NODE_STRING: return share(node->value);
  case NODE_PATTERN: return number_value(matches(get_field(0), pattern_of(node)));
  case NODE_VARIABLE: case NODE_LOCAL: return load_variable(variable_of(node));
  case NODE_FIELD: return get_field(number_of(node->first));
  case NODE_ELEMENT: return share(*element_of(node));
  case NODE_ASSIGN: return evaluate_assignment(node);
  case NODE_IN: return evaluate_in(node);
  case NODE_COMPARE: return evaluate_comparison(node);
  case NODE_CONCATENATE: return evaluate_concatenation(node);
  case NODE_INCREMENT: return evaluate_increment(node);
  case NODE_CALL: return call_function(node);
  case NODE_BUILTIN: return run_builtin(node);
  case NODE_GETLINE: return get_line(node);
  case NODE_GROUP: return evaluate(node->first);
  default: return evaluate_operator(node);
  }
}
