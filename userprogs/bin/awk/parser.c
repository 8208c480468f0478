// Tokens to a tree: rules, functions, statements.
#include "awk.h"

#include <string.h>

enum { MOST_PARAMETERS = 64 };

struct rule *rules;
struct function *current_function;
static struct function *functions;

static struct node *parse_statement(void);

struct function *find_function(const char *name) {
  for (struct function *function = functions; function != 0; function = function->next)
    if (strcmp(function->name, name) == 0) return function;
  struct function *function = memset(take_memory(0, sizeof *function), 0, sizeof *function);
  function->name = strdup(name);
  function->next = functions;
  return functions = function;
}

static bool take(int kind) {
  if (token.kind != kind) return false;
  next_token();
  return true;
}

static struct node *parse_block(void) {
  struct node *block = new_node(NODE_BLOCK), **last = &block->first;
  skip_newlines();
  expect('{', "{");
  for (;;) {
    while (token.kind == TOKEN_NEWLINE || token.kind == ';') next_token();
    if (token.kind == '}') break;
    if (token.kind == TOKEN_END) syntax_error("expected }");
    *last = parse_statement();
    last = &(*last)->next;
  }
  next_token();
  return block;
}

// A simple statement ends with ; or a newline, or before }.
static void end_statement(void) {
  if (token.kind == ';' || token.kind == TOKEN_NEWLINE) {
    next_token();
    skip_newlines();
  } else if (token.kind != '}' && token.kind != TOKEN_END) {
    syntax_error("expected the statement's end");
  }
}

static struct node *parse_body(void) {
  skip_newlines();
  if (token.kind != ';') return parse_statement();
  next_token();
  return new_node(NODE_BLOCK);
}

static struct node *parse_output_list(void) {
  struct node *first = 0, **last = &first;
  while (token.kind != ';' && token.kind != TOKEN_NEWLINE && token.kind != '}' && token.kind != '>'
      && token.kind != TOKEN_APPEND && token.kind != '|' && token.kind != TOKEN_END) {
    *last = parse_output_expression();
    last = &(*last)->next;
    if (!take(',')) break;
    skip_newlines();
  }
  bool is_group = first != 0 && first->next == 0 && first->kind == NODE_GROUP;
  return is_group ? first->first : first;
}

// print a, b > "file"
static struct node *parse_print(void) {
  struct node *node = new_node(NODE_PRINT);
  node->is_flag = token.kind == TOKEN_PRINTF;
  next_token();
  node->first = parse_output_list();
  if (node->is_flag && node->first == 0) syntax_error("printf needs a format");
  if (token.kind == '>' || token.kind == TOKEN_APPEND || token.kind == '|') {
    node->operation = token.kind;
    next_token();
    node->second = parse_output_expression();
  }
  return node;
}

static struct node *parse_simple(void) {
  struct node *node;
  if (token.kind == TOKEN_PRINT || token.kind == TOKEN_PRINTF) return parse_print();
  if (token.kind == TOKEN_DELETE) {
    node = new_node(NODE_DELETE);
    next_token();
    node->first = parse_expression(true);
    if (node->first->kind == NODE_ELEMENT || node->first->kind == NODE_VARIABLE
        || node->first->kind == NODE_LOCAL)
      return node;
    syntax_error("delete needs an array or one of its elements");
  }
  node = new_node(NODE_EXPRESSION);
  node->first = parse_expression(true);
  return node;
}

static struct node *parse_if(void) {
  struct node *node = new_node(NODE_IF);
  next_token();
  expect('(', "(");
  node->first = parse_expression(true);
  expect(')', ")");
  node->second = parse_body();
  skip_newlines();
  if (token.kind == ';') next_token();
  skip_newlines();
  if (take(TOKEN_ELSE)) node->third = parse_body();
  return node;
}

static struct node *parse_while(void) {
  struct node *node = new_node(NODE_WHILE);
  next_token();
  expect('(', "(");
  node->first = parse_expression(true);
  expect(')', ")");
  node->second = parse_body();
  return node;
}

static struct node *parse_do(void) {
  struct node *node = new_node(NODE_DO);
  next_token();
  node->second = parse_body();
  skip_newlines();
  expect(TOKEN_WHILE, "while");
  expect('(', "(");
  node->first = parse_expression(true);
  expect(')', ")");
  end_statement();
  return node;
}

// for (name in array), once the parenthesis was read and what is behind it.
static struct node *finish_for_in(struct node *name) {
  struct node *node = new_node(NODE_FOR_IN);
  node->first = name;
  next_token();
  node->second = parse_expression(true);
  expect(')', ")");
  node->third = parse_body();
  return node;
}

static struct node *parse_for(void) {
  struct node *node = new_node(NODE_FOR);
  next_token();
  expect('(', "(");
  if (token.kind != ';') {
    node->first = token.kind == TOKEN_DELETE ? parse_simple() : new_node(NODE_EXPRESSION);
    if (node->first->kind == NODE_EXPRESSION) node->first->first = parse_expression(false);
    if (token.kind == TOKEN_IN) return finish_for_in(node->first->first);
  }
  expect(';', ";");
  skip_newlines();
  if (token.kind != ';') node->second = parse_expression(true);
  expect(';', ";");
  skip_newlines();
  if (token.kind != ')') node->third = parse_simple();
  expect(')', ")");
  node->fourth = parse_body();
  return node;
}

// A word that may have a value behind it, as exit and return have.
static struct node *parse_word(enum node_kind kind, bool has_value) {
  struct node *node = new_node(kind);
  next_token();
  bool is_end = token.kind == ';' || token.kind == TOKEN_NEWLINE || token.kind == '}'
    || token.kind == TOKEN_END;
  if (has_value && !is_end) node->first = parse_expression(true);
  end_statement();
  return node;
}

static struct node *parse_statement(void) {
  switch (token.kind) {
  case '{': return parse_block();
  case TOKEN_IF: return parse_if();
  case TOKEN_WHILE: return parse_while();
  case TOKEN_DO: return parse_do();
  case TOKEN_FOR: return parse_for();
  case TOKEN_BREAK: return parse_word(NODE_BREAK, false);
  case TOKEN_CONTINUE: return parse_word(NODE_CONTINUE, false);
  case TOKEN_NEXT: return parse_word(NODE_NEXT, false);
  case TOKEN_NEXTFILE: return parse_word(NODE_NEXTFILE, false);
  case TOKEN_EXIT: return parse_word(NODE_EXIT, true);
  case TOKEN_RETURN:
    if (current_function == 0) syntax_error("return outside of a function");
    return parse_word(NODE_RETURN, true);
  default: break;
  }
  struct node *node = parse_simple();
  end_statement();
  return node;
}

static void parse_function(void) {
  next_token();
  if (token.kind != TOKEN_NAME && token.kind != TOKEN_CALL) syntax_error("expected a function's name");
  struct function *function = find_function(token.text);
  if (function->is_defined) syntax_error("this function is there already");
  next_token();
  expect('(', "(");
  skip_newlines();
  while (token.kind == TOKEN_NAME) {
    if (function->parameter_count == MOST_PARAMETERS) syntax_error("too many parameters");
    function->parameters[function->parameter_count++] = token.text;
    next_token();
    skip_newlines();
    if (!take(',')) break;
    skip_newlines();
  }
  expect(')', ")");
  function->is_defined = true;
  current_function = function;
  function->body = parse_block();
  current_function = 0;
}

static struct rule *parse_rule(void) {
  struct rule *rule = memset(take_memory(0, sizeof *rule), 0, sizeof *rule);
  rule->kind = token.kind == TOKEN_BEGIN ? RULE_BEGIN : token.kind == TOKEN_END_RULE ? RULE_END
    : token.kind == '{'                  ? RULE_ALWAYS
                                         : RULE_PATTERN;
  if (rule->kind == RULE_PATTERN) {
    rule->first = parse_expression(true);
    if (take(',')) {
      skip_newlines();
      rule->kind = RULE_RANGE;
      rule->last = parse_expression(true);
    }
  } else if (rule->kind != RULE_ALWAYS) {
    next_token();
    if (token.kind != '{') syntax_error("expected { in the same line as BEGIN or END");
  }
  if (token.kind == '{') rule->body = parse_block();
  return rule;
}

static void check_functions(void) {
  for (struct function *function = functions; function != 0; function = function->next)
    if (!function->is_defined) fail("there is no function %s", function->name);
}

void parse_program(void) {
  struct rule **last = &rules;
  for (;;) {
    while (token.kind == TOKEN_NEWLINE || token.kind == ';') next_token();
    if (token.kind == TOKEN_END) break;
    if (token.kind == TOKEN_FUNCTION) {
      parse_function();
    } else {
      *last = parse_rule();
      last = &(*last)->next;
    }
  }
  check_functions();
}
