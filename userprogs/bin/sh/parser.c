// From tokens to a tree, by recursive descent along POSIX's grammar.
//
//     list = and_or { (; | & | newline) and_or }      and_or = pipeline { (&& | ||) pipeline }
//     pipeline = [!] command { | command }            command = simple | compound { redirection } | function
#include "sh.h"

#include <string.h>

static const char *const keywords[] = {
  "!", "{", "}", "case", "do", "done", "elif", "else", "esac", "fi", "for", "if", "in", "then", "until",
  "while",
};

bool is_keyword(const char *text) {
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
    if (strcmp(keywords[i], text) == 0) return true;
  return false;
}

void each_keyword(void (*tell)(const char *keyword)) {
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) tell(keywords[i]);
}

static struct node *parse_list(struct lexer *lexer);

static struct node *new_node(struct lexer *lexer, enum node_kind kind) {
  struct node *node = arena_take(lexer->arena, sizeof *node);
  node->kind = kind;
  node->line = lexer->line_number;
  node->arena = lexer->arena;
  return node;
}

static struct node *join(struct lexer *lexer, enum node_kind kind, struct node *first, struct node *second) {
  struct node *node = new_node(lexer, kind);
  node->first = first;
  node->second = second;
  return node;
}

static _Noreturn void refuse(struct lexer *lexer) {
  char message[100];
  int token = lexer_peek_token(lexer);
  if (token == TOKEN_END) syntax_error(lexer, "end of file unexpected");
  if (token == '\n') syntax_error(lexer, "newline unexpected");
  if (token == TOKEN_WORD && lexer->plain != 0)
    snprintf(message, sizeof message, "\"%.60s\" unexpected", lexer->plain);
  else if (token < TOKEN_WORD) snprintf(message, sizeof message, "\"%c\" unexpected", token);
  else snprintf(message, sizeof message, "word or operator unexpected");
  syntax_error(lexer, message);
}

static bool at_keyword(struct lexer *lexer, const char *keyword) {
  return lexer_peek_token(lexer) == TOKEN_WORD && lexer->plain != 0 && strcmp(lexer->plain, keyword) == 0;
}

static bool take_keyword(struct lexer *lexer, const char *keyword) {
  if (!at_keyword(lexer, keyword)) return false;
  lexer_drop_token(lexer);
  return true;
}

static void want_keyword(struct lexer *lexer, const char *keyword) {
  if (!take_keyword(lexer, keyword)) refuse(lexer);
}

static bool take_token(struct lexer *lexer, int token) {
  if (lexer_peek_token(lexer) != token) return false;
  lexer_drop_token(lexer);
  return true;
}

static void skip_newlines(struct lexer *lexer) {
  while (take_token(lexer, '\n')) continue;
}

// Lets an alias take the place of the word that is a command's name.
static void expand_alias(struct lexer *lexer) {
  while (lexer_peek_token(lexer) == TOKEN_WORD && lexer->plain != 0 && !is_keyword(lexer->plain)) {
    struct alias *alias = find_alias(lexer->plain);
    if (alias == 0 || alias->is_used) return;
    lexer->has_token = false;
    lexer_push_alias(lexer, alias);
  }
}

// Redirections.

static bool at_redirection(struct lexer *lexer) {
  int token = lexer_peek_token(lexer);
  return token == TOKEN_NUMBER || token == '<' || token == '>' ||
         (token >= TOKEN_DLESS && token <= TOKEN_CLOBBER);
}

static enum redirection_kind redirection_kind(struct lexer *lexer, int token) {
  switch (token) {
    case '<': return REDIRECT_READ;
    case '>': return REDIRECT_WRITE;
    case TOKEN_CLOBBER: return REDIRECT_CLOBBER;
    case TOKEN_DGREAT: return REDIRECT_APPEND;
    case TOKEN_LESSGREAT: return REDIRECT_BOTH;
    case TOKEN_LESSAND: return REDIRECT_FROM;
    case TOKEN_GREATAND: return REDIRECT_TO;
    case TOKEN_DLESS: case TOKEN_DLESSDASH: return REDIRECT_HERE;
    default: refuse(lexer);
  }
}

// What ends the here-document: the word without its quotes. If there were any, nothing in it is expanded.
static void start_here_document(struct lexer *lexer, struct redirection *here) {
  struct text delimiter = {.arena = lexer->arena};
  for (struct part *part = lexer->word->parts; part != 0; part = part->next) {
    if (part->kind == PART_TEXT) text_append(&delimiter, part->text, strlen(part->text));
    if (part->kind == PART_PARAMETER) {
      text_add(&delimiter, '$');
      text_append(&delimiter, part->text, strlen(part->text));
    }
    here->is_literal |= part->is_quoted;
  }
  here->delimiter = text_end(&delimiter);
  struct redirection **tail = &lexer->pending;
  while (*tail != 0) tail = &(*tail)->next_pending;
  *tail = here;
}

static struct redirection *parse_redirection(struct lexer *lexer) {
  struct redirection *redirection = arena_take(lexer->arena, sizeof *redirection);
  int descriptor = -1;
  if (lexer_peek_token(lexer) == TOKEN_NUMBER) {
    descriptor = lexer->number;
    lexer_drop_token(lexer);
  }
  int token = lexer_peek_token(lexer);
  redirection->kind = redirection_kind(lexer, token);
  bool is_input = token == '<' || token == TOKEN_LESSAND || token == TOKEN_LESSGREAT ||
                  redirection->kind == REDIRECT_HERE;
  redirection->descriptor = descriptor >= 0 ? descriptor : is_input ? 0 : 1;
  redirection->strips_tabs = token == TOKEN_DLESSDASH;
  lexer_drop_token(lexer);
  if (lexer_peek_token(lexer) == TOKEN_NUMBER) {  // as in 2>&1>file
    lexer->token = TOKEN_WORD;
  }
  if (lexer_peek_token(lexer) != TOKEN_WORD) refuse(lexer);
  redirection->target = lexer->word;
  if (redirection->kind == REDIRECT_HERE) start_here_document(lexer, redirection);
  lexer_drop_token(lexer);
  return redirection;
}

static void parse_redirections(struct lexer *lexer, struct node *node) {
  struct redirection **tail = &node->redirections;
  while (*tail != 0) tail = &(*tail)->next;
  while (at_redirection(lexer)) {
    *tail = parse_redirection(lexer);
    tail = &(*tail)->next;
  }
}

// Simple commands.

static bool is_assignment(const struct word *word) {
  const struct part *part = word->parts;
  if (part == 0 || part->kind != PART_TEXT || part->is_quoted) return false;
  size_t length = name_length(part->text);
  return length > 0 && part->text[length] == '=';
}

// NAME() command
static struct node *parse_function(struct lexer *lexer, const char *name);

static struct node *parse_simple(struct lexer *lexer) {
  struct node *node = new_node(lexer, NODE_SIMPLE);
  struct word **words = &node->words, **assignments = &node->assignments;
  bool checks_alias = false;
  for (;;) {
    parse_redirections(lexer, node);
    if (lexer_peek_token(lexer) == '(' && node->words != 0 && node->words->next == 0 &&
        node->assignments == 0 &&
        node->words->parts != 0 && node->words->parts->next == 0 && node->words->parts->kind == PART_TEXT) {
      lexer_drop_token(lexer);
      if (!take_token(lexer, ')')) refuse(lexer);
      return parse_function(lexer, node->words->parts->text);
    }
    if (checks_alias) expand_alias(lexer);
    if (lexer_peek_token(lexer) != TOKEN_WORD) break;
    if (node->words == 0 && is_assignment(lexer->word)) {
      *assignments = lexer->word;
      assignments = &lexer->word->next;
    } else {
      if (node->words == 0 && node->assignments != 0) {
        expand_alias(lexer);
        if (lexer_peek_token(lexer) != TOKEN_WORD) break;
      }
      *words = lexer->word;
      words = &lexer->word->next;
    }
    lexer->has_token = false;
    lexer_peek_token(lexer);
    checks_alias = lexer->after_alias_blank;
    lexer->after_alias_blank = false;
  }
  if (node->words == 0 && node->assignments == 0 && node->redirections == 0) refuse(lexer);
  return node;
}

// Compound commands.

static struct node *parse_if(struct lexer *lexer) {
  struct node *node = new_node(lexer, NODE_IF);
  node->first = parse_list(lexer);
  want_keyword(lexer, "then");
  node->second = parse_list(lexer);
  if (take_keyword(lexer, "elif")) {
    node->third = parse_if(lexer);
    return node;
  }
  if (take_keyword(lexer, "else")) node->third = parse_list(lexer);
  want_keyword(lexer, "fi");
  return node;
}

static struct node *parse_loop(struct lexer *lexer, enum node_kind kind) {
  struct node *node = new_node(lexer, kind);
  node->first = parse_list(lexer);
  want_keyword(lexer, "do");
  node->second = parse_list(lexer);
  want_keyword(lexer, "done");
  return node;
}

static struct node *parse_for(struct lexer *lexer) {
  struct node *node = new_node(lexer, NODE_FOR);
  if (lexer_peek_token(lexer) != TOKEN_WORD || lexer->plain == 0 ||
      !is_name(lexer->plain, strlen(lexer->plain)))
    syntax_error(lexer, "Bad for loop variable");
  node->name = lexer->plain;
  lexer_drop_token(lexer);
  skip_newlines(lexer);
  if (take_keyword(lexer, "in")) {
    node->has_list = true;
    struct word **tail = &node->words;
    while (lexer_peek_token(lexer) == TOKEN_WORD || lexer->token == TOKEN_NUMBER) {
      *tail = lexer->word;
      tail = &lexer->word->next;
      lexer_drop_token(lexer);
    }
    if (!take_token(lexer, ';') && !take_token(lexer, '\n')) refuse(lexer);
  } else take_token(lexer, ';');
  skip_newlines(lexer);
  want_keyword(lexer, "do");
  node->first = parse_list(lexer);
  want_keyword(lexer, "done");
  return node;
}

static struct case_item *parse_case_item(struct lexer *lexer) {
  struct case_item *item = arena_take(lexer->arena, sizeof *item);
  struct word **tail = &item->patterns;
  take_token(lexer, '(');
  do {
    if (lexer_peek_token(lexer) != TOKEN_WORD) refuse(lexer);
    *tail = lexer->word;
    tail = &lexer->word->next;
    lexer_drop_token(lexer);
  } while (take_token(lexer, '|'));
  if (!take_token(lexer, ')')) refuse(lexer);
  item->body = parse_list(lexer);
  return item;
}

static struct node *parse_case(struct lexer *lexer) {
  struct node *node = new_node(lexer, NODE_CASE);
  if (lexer_peek_token(lexer) != TOKEN_WORD) refuse(lexer);
  node->words = lexer->word;
  lexer_drop_token(lexer);
  skip_newlines(lexer);
  want_keyword(lexer, "in");
  struct case_item **tail = &node->items;
  for (;;) {
    skip_newlines(lexer);
    if (take_keyword(lexer, "esac")) return node;
    *tail = parse_case_item(lexer);
    tail = &(*tail)->next;
    if (take_token(lexer, TOKEN_DSEMI)) continue;
    want_keyword(lexer, "esac");
    return node;
  }
}

// The list inside of ( ) or { }, which must not be empty.
static struct node *parse_inner(struct lexer *lexer, enum node_kind kind) {
  struct node *node = new_node(lexer, kind);
  node->first = parse_list(lexer);
  if (node->first == 0) refuse(lexer);
  return node;
}

static struct node *parse_compound(struct lexer *lexer) {
  if (take_token(lexer, '(')) {
    struct node *node = parse_inner(lexer, NODE_SUBSHELL);
    if (!take_token(lexer, ')')) refuse(lexer);
    return node;
  }
  if (take_keyword(lexer, "{")) {
    struct node *node = parse_inner(lexer, NODE_GROUP);
    want_keyword(lexer, "}");
    return node;
  }
  if (take_keyword(lexer, "if")) return parse_if(lexer);
  if (take_keyword(lexer, "while")) return parse_loop(lexer, NODE_WHILE);
  if (take_keyword(lexer, "until")) return parse_loop(lexer, NODE_UNTIL);
  if (take_keyword(lexer, "for")) return parse_for(lexer);
  if (take_keyword(lexer, "case")) return parse_case(lexer);
  return 0;
}

static struct node *parse_one(struct lexer *lexer) {
  expand_alias(lexer);
  struct node *node = parse_compound(lexer);
  if (node != 0) {
    parse_redirections(lexer, node);
    return node;
  }
  if (lexer_peek_token(lexer) == TOKEN_WORD && lexer->plain != 0 && is_keyword(lexer->plain)) refuse(lexer);
  return parse_simple(lexer);
}

static struct node *parse_function(struct lexer *lexer, const char *name) {
  struct node *node = new_node(lexer, NODE_FUNCTION);
  if (!is_name(name, strlen(name))) syntax_error(lexer, "Bad function name");
  node->name = arena_copy(lexer->arena, name, strlen(name));
  skip_newlines(lexer);
  node->first = parse_one(lexer);
  return node;
}

static struct node *parse_pipeline(struct lexer *lexer) {
  bool is_negated = false;
  expand_alias(lexer);
  while (take_keyword(lexer, "!")) is_negated = !is_negated;
  struct node *node = parse_one(lexer);
  if (lexer_peek_token(lexer) == '|') {
    struct node *pipeline = new_node(lexer, NODE_PIPELINE);
    pipeline->first = node;
    for (struct node *last = node; take_token(lexer, '|'); last = last->next) {
      skip_newlines(lexer);
      last->next = parse_one(lexer);
    }
    node = pipeline;
  }
  return is_negated ? join(lexer, NODE_NOT, node, 0) : node;
}

static struct node *parse_and_or(struct lexer *lexer) {
  struct node *node = parse_pipeline(lexer);
  for (;;) {
    int token = lexer_peek_token(lexer);
    if (token != TOKEN_AND_IF && token != TOKEN_OR_IF) return node;
    lexer_drop_token(lexer);
    skip_newlines(lexer);
    node = join(lexer, token == TOKEN_AND_IF ? NODE_AND : NODE_OR, node, parse_pipeline(lexer));
  }
}

// One and_or and what separates it from the next. `*goes_on` is false behind a newline, or where none is.
static struct node *parse_item(struct lexer *lexer, bool *goes_on) {
  struct node *node = parse_and_or(lexer);
  *goes_on = true;
  if (take_token(lexer, '&')) return join(lexer, NODE_BACKGROUND, node, 0);
  *goes_on = take_token(lexer, ';');
  return node;
}

static bool ends_list(struct lexer *lexer) {
  static const char *const ends[] = {"then", "elif", "else", "fi", "do", "done", "esac", "}"};
  expand_alias(lexer);
  int token = lexer_peek_token(lexer);
  if (token == TOKEN_END || token == ')' || token == TOKEN_DSEMI) return true;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (at_keyword(lexer, ends[i])) return true;
  return false;
}

// A list over several lines, up to a keyword or parenthesis that ends it. Null if it is empty.
static struct node *parse_list(struct lexer *lexer) {
  struct node *list = 0;
  skip_newlines(lexer);
  while (!ends_list(lexer)) {
    bool goes_on;
    struct node *item = parse_item(lexer, &goes_on);
    list = list == 0 ? item : join(lexer, NODE_SEQUENCE, list, item);
    goes_on |= lexer_peek_token(lexer) == '\n';
    if (!goes_on) break;
    skip_newlines(lexer);
  }
  return list;
}

struct node *parse_substitution(struct lexer *lexer) {
  // The token that was read ahead belongs to the word around us; the here-documents, too.
  struct lexer outer = *lexer;
  lexer->has_token = false;
  lexer->pending = 0;
  struct node *node = parse_list(lexer);
  if (lexer_peek_token(lexer) != ')') refuse(lexer);
  lexer->has_token = outer.has_token;
  lexer->token = outer.token;
  lexer->word = outer.word;
  lexer->plain = outer.plain;
  lexer->number = outer.number;
  lexer->pending = outer.pending;
  return node;
}

struct node *parse_command(struct lexer *lexer, bool *at_end) {
  int token = lexer_peek_token(lexer);
  *at_end = token == TOKEN_END;
  if (*at_end || take_token(lexer, '\n')) return 0;
  struct node *list = 0;
  for (bool goes_on = true; goes_on;) {
    struct node *item = parse_item(lexer, &goes_on);
    list = list == 0 ? item : join(lexer, NODE_SEQUENCE, list, item);
    token = lexer_peek_token(lexer);
    if (token == '\n' || token == TOKEN_END) break;
    if (!goes_on) refuse(lexer);
  }
  take_token(lexer, '\n');
  return list;
}
