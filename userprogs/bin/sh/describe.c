// A command as text, for `jobs`.
#include "sh.h"

#include <string.h>

static void put(struct text *text, const char *string) { text_append(text, string, strlen(string)); }
static void put_node(struct text *text, struct node *node);

static void put_part(struct text *text, const struct part *part) {
  switch (part->kind) {
    case PART_TEXT: put(text, part->text); break;
    case PART_PARAMETER:
      put(text, "${");
      put(text, part->text);
      put(text, part->operation == 0 ? "}" : "...}");
      break;
    case PART_COMMAND: put(text, "$(...)"); break;
    case PART_ARITHMETIC: put(text, "$((...))"); break;
  }
}

static void put_words(struct text *text, const struct word *words, const char *before) {
  for (; words != 0; words = words->next, before = " ") {
    put(text, before);
    bool is_quoted = false;
    for (const struct part *part = words->parts; part != 0; part = part->next) {
      if (part->is_quoted != is_quoted) put(text, "\"");
      is_quoted = part->is_quoted;
      put_part(text, part);
    }
    if (is_quoted) put(text, "\"");
  }
}

static void put_redirections(struct text *text, const struct redirection *redirection) {
  static const char *const operators[] = {"<", ">", ">|", ">>", "<>", "<&", ">&", "<<..."};
  for (; redirection != 0; redirection = redirection->next) {
    char number[12];
    bool is_input = redirection->kind == REDIRECT_READ || redirection->kind == REDIRECT_BOTH ||
                    redirection->kind == REDIRECT_FROM || redirection->kind == REDIRECT_HERE;
    snprintf(number, sizeof number, " %d", redirection->descriptor);
    put(text, redirection->descriptor == (is_input ? 0 : 1) ? " " : number);
    put(text, operators[redirection->kind]);
    if (redirection->kind != REDIRECT_HERE) put_words(text, redirection->target, "");
  }
}

static void put_three(
  struct text *text, const char *first, struct node *a, const char *second, struct node *b,
                      const char *last) {
  put(text, first);
  put_node(text, a);
  put(text, second);
  put_node(text, b);
  put(text, last);
}

static void put_node(struct text *text, struct node *node) {
  if (node == 0) return;
  switch (node->kind) {
    case NODE_SIMPLE:
      put_words(text, node->assignments, "");
      put_words(text, node->words, node->assignments != 0 ? " " : "");
      break;
    case NODE_PIPELINE:
      for (struct node *command = node->first; command != 0; command = command->next) {
        put_node(text, command);
        if (command->next != 0) put(text, " | ");
      }
      break;
    case NODE_NOT: put_three(text, "! ", node->first, "", 0, ""); break;
    case NODE_AND: put_three(text, "", node->first, " && ", node->second, ""); break;
    case NODE_OR: put_three(text, "", node->first, " || ", node->second, ""); break;
    case NODE_SEQUENCE: put_three(text, "", node->first, "; ", node->second, ""); break;
    case NODE_BACKGROUND: put_three(text, "", node->first, " &", 0, ""); break;
    case NODE_SUBSHELL: put_three(text, "(", node->first, ")", 0, ""); break;
    case NODE_GROUP: put_three(text, "{ ", node->first, "; }", 0, ""); break;
    case NODE_IF: put_three(text, "if ", node->first, "; then ", node->second, "; fi"); break;
    case NODE_WHILE: put_three(text, "while ", node->first, "; do ", node->second, "; done"); break;
    case NODE_UNTIL: put_three(text, "until ", node->first, "; do ", node->second, "; done"); break;
    case NODE_FOR:
      put(text, "for ");
      put(text, node->name);
      put_words(text, node->words, " in ");
      put_three(text, "; do ", node->first, "; done", 0, "");
      break;
    case NODE_CASE:
      put_words(text, node->words, "case ");
      put(text, " in ... esac");
      break;
    case NODE_FUNCTION: put(text, node->name), put(text, "() {...}"); break;
  }
  put_redirections(text, node->redirections);
}

char *describe(struct node *node) {
  struct text text = {.arena = scratch};
  put_node(&text, node);
  return text_end(&text);
}
