// From characters to tokens: words, operators, newlines; and the here-documents that follow a newline.
#include "sh.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

static const struct {
  char text[4];
  int token;
} operators[] = {
  {"&&", TOKEN_AND_IF}, {"||", TOKEN_OR_IF}, {";;", TOKEN_DSEMI}, {"<<-", TOKEN_DLESSDASH},
  {"<<", TOKEN_DLESS}, {">>", TOKEN_DGREAT}, {"<&", TOKEN_LESSAND}, {">&", TOKEN_GREATAND},
  {"<>", TOKEN_LESSGREAT}, {">|", TOKEN_CLOBBER},
};

// The longest operator that begins with `c`: itself, or one of two or three characters.
static int read_operator(struct lexer *lexer, int c) {
  int next = lexer_get(lexer);
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    if (operators[i].text[0] != c || operators[i].text[1] != next) continue;
    if (operators[i].token != TOKEN_DLESSDASH) return operators[i].token;
    int third = lexer_get(lexer);
    if (third == '-') return TOKEN_DLESSDASH;
    lexer_unget(lexer, third);
  }
  lexer_unget(lexer, next);
  return c;
}

// The text of a word that is nothing but text without quotes.
static char *plain_text(struct word *word) {
  struct part *part = word->parts;
  return part != 0 && part->next == 0 && part->kind == PART_TEXT && !part->is_quoted ? part->text : 0;
}

// Whether the word is the number of a descriptor, as in 2>file.
static bool is_descriptor(struct lexer *lexer) {
  if (lexer->plain == 0 || strlen(lexer->plain) > 2) return false;
  for (char *p = lexer->plain; *p != 0; p++)
    if (!isdigit((unsigned char)*p)) return false;
  int next = lexer_get(lexer);
  lexer_unget(lexer, next);
  return next == '<' || next == '>';
}

static int read_token(struct lexer *lexer) {
  int c = lexer_get(lexer);
  while (c == ' ' || c == '\t') c = lexer_get(lexer);
  if (c == '#')
    while (c != '\n' && c != TOKEN_END) c = lexer_get_raw(lexer);
  if (c == '\n') {
    read_here_documents(lexer);
    return '\n';
  }
  if (c == TOKEN_END) {
    read_here_documents(lexer);
    return TOKEN_END;
  }
  if (strchr("&|;<>()", c) != 0) return read_operator(lexer, c);
  lexer->word = lexer_read_word(lexer, c);
  lexer->plain = plain_text(lexer->word);
  if (!is_descriptor(lexer)) return TOKEN_WORD;
  lexer->number = 0;
  for (char *p = lexer->plain; *p != 0; p++) lexer->number = 10 * lexer->number + *p - '0';
  return TOKEN_NUMBER;
}

int lexer_peek_token(struct lexer *lexer) {
  if (!lexer->has_token) lexer->token = read_token(lexer);
  lexer->has_token = true;
  return lexer->token;
}

void lexer_drop_token(struct lexer *lexer) {
  lexer_peek_token(lexer);
  lexer->has_token = false;
  lexer->after_alias_blank = false;
}

// A line of a here-document, without its newline. False at the end of the input.
static bool read_line(struct lexer *lexer, struct text *line, bool strips_tabs, bool joins_lines) {
  line->length = 0;
  int c = lexer_get_raw(lexer);
  if (c == TOKEN_END) return false;
  while (strips_tabs && c == '\t') c = lexer_get_raw(lexer);
  for (; c != '\n' && c != TOKEN_END; c = lexer_get_raw(lexer)) {
    if (c == '\\' && joins_lines) {
      int next = lexer_get_raw(lexer);
      if (next == '\n') continue;
      text_add(line, '\\');
      if (next == TOKEN_END) break;
      c = next;
    }
    text_add(line, (char)c);
  }
  return true;
}

static void read_here_document(struct lexer *lexer, struct redirection *here) {
  struct text contents = {.arena = lexer->arena}, line = {.arena = lexer->arena};
  int first_line = lexer->line_number;
  while (read_line(lexer, &line, here->strips_tabs, !here->is_literal)) {
    if (strcmp(text_end(&line), here->delimiter) == 0) break;
    text_append(&contents, line.bytes, line.length);
    text_add(&contents, '\n');
  }
  if (!here->is_literal) {
    here->target = word_from_text(lexer->arena, text_end(&contents), contents.length, first_line);
    return;
  }
  struct part *part = arena_take(lexer->arena, sizeof *part);
  *part = (struct part){.kind = PART_TEXT, .is_quoted = true, .text = text_end(&contents)};
  here->target = arena_take(lexer->arena, sizeof *here->target);
  here->target->parts = part;
}

void read_here_documents(struct lexer *lexer) {
  while (lexer->pending != 0) {
    struct redirection *here = lexer->pending;
    lexer->pending = here->next_pending;
    read_here_document(lexer, here);
  }
}
