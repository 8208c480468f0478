// Input: lines from a terminal, a file or a string, and the aliases that stand in them.
#include "sh.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// An alias whose text is being read; what was being read comes after it.
struct pushed {
  struct pushed *below;
  struct alias *alias;
  const char *text;
  size_t position, length;
  char *copy;
};

void lexer_start_string(struct lexer *lexer, const char *text, size_t length, struct arena *arena) {
  *lexer = (struct lexer){.arena = arena, .text = text, .length = length, .line_number = 1};
}

static void keep_char(struct lexer *lexer, size_t length, char c) {
  if (length + 1 >= lexer->line_capacity) {
    lexer->line_capacity = 2 * lexer->line_capacity + 128;
    lexer->line = realloc(lexer->line, lexer->line_capacity);
    if (lexer->line == 0) abort();
  }
  lexer->line[length] = c;
}

// A script's file is ours alone: we may read ahead. What a command reads from the same input as we do (on
// descriptor 0) must still be there: then byte by byte.
static ssize_t read_char(struct lexer *lexer, char *c) {
  static char buffer[4096];
  static size_t position, end;
  static int owner = -1;
  if (lexer->descriptor == 0) return read(0, c, 1);
  if (owner != lexer->descriptor || position == end) {
    if (owner != lexer->descriptor && position < end) lseek(owner, -(off_t)(end - position), SEEK_CUR);
    owner = lexer->descriptor;
    position = 0;
    ssize_t size = read(owner, buffer, sizeof buffer);
    end = size < 0 ? 0 : (size_t)size;
    if (size <= 0) return size;
  }
  *c = buffer[position++];
  return 1;
}

static bool refill_from_file(struct lexer *lexer) {
  size_t length = 0;
  char c = 0;
  for (ssize_t size; c != '\n';) {
    size = read_char(lexer, &c);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    if (c != 0) keep_char(lexer, length++, c);
  }
  lexer->text = lexer->line;
  lexer->length = length;
  if (options[OPTION_VERBOSE] && length > 0) fwrite(lexer->text, 1, length, stderr);
  return length > 0;
}

static bool refill_from_terminal(struct lexer *lexer) {
  if (!lexer->is_continued) jobs_notify();
  const char *prompt = get_variable(lexer->is_continued ? "PS2" : "PS1");
  char *line = edit_line(prompt == 0 ? "" : expand_prompt(prompt));
  lexer->is_continued = true;
  if (line == 0) return false;
  free(lexer->line);
  lexer->line = line;
  lexer->text = line;
  lexer->length = strlen(line);
  return true;
}

void lexer_start_descriptor(struct lexer *lexer, int descriptor, bool is_interactive) {
  *lexer = (struct lexer){
    .refill = is_interactive ? refill_from_terminal : refill_from_file,
    .descriptor = descriptor,
    .is_interactive = is_interactive,
    .line_number = 1,
  };
}

void lexer_push_alias(struct lexer *lexer, struct alias *alias) {
  struct pushed *pushed = take_memory(sizeof *pushed);
  *pushed = (struct pushed){lexer->pushed, alias, lexer->text, lexer->position, lexer->length, 0};
  pushed->copy = copy_string(alias->value);
  alias->is_used = true;
  lexer->pushed = pushed;
  lexer->text = pushed->copy;
  lexer->position = 0;
  lexer->length = strlen(pushed->copy);
}

static void pop(struct lexer *lexer) {
  struct pushed *pushed = lexer->pushed;
  struct alias *alias = find_alias(pushed->alias->name);
  if (alias != 0) alias->is_used = false;
  size_t length = strlen(pushed->copy);
  lexer->after_alias_blank = length > 0 &&
    (pushed->copy[length - 1] == ' ' || pushed->copy[length - 1] == '\t');
  lexer->text = pushed->text;
  lexer->position = pushed->position;
  lexer->length = pushed->length;
  lexer->pushed = pushed->below;
  free(pushed->copy);
  free(pushed);
}

void lexer_end(struct lexer *lexer) {
  while (lexer->pushed != 0) pop(lexer);
  free(lexer->line);
  lexer->line = 0;
}

void lexer_skip_line(struct lexer *lexer) {
  while (lexer->pushed != 0) pop(lexer);
  lexer->position = lexer->length;
  lexer->has_token = false;
  lexer->pending = 0;
}

int lexer_get_raw(struct lexer *lexer) {
  while (lexer->position == lexer->length) {
    if (lexer->pushed != 0) {
      pop(lexer);
      continue;
    }
    if (lexer->refill == 0) return TOKEN_END;
    lexer->position = lexer->length = 0;
    if (!lexer->refill(lexer)) return TOKEN_END;
  }
  int c = (unsigned char)lexer->text[lexer->position++];
  if (c == '\n' && lexer->pushed == 0) lexer->line_number++;
  return c;
}

// A backslash before a newline joins two lines.
int lexer_get(struct lexer *lexer) {
  for (;;) {
    int c = lexer_get_raw(lexer);
    if (c != '\\' || lexer->position >= lexer->length || lexer->text[lexer->position] != '\n') return c;
    lexer_get_raw(lexer);
  }
}

void lexer_unget(struct lexer *lexer, int c) {
  if (c == TOKEN_END) return;
  lexer->position--;
  if (c == '\n' && lexer->pushed == 0) lexer->line_number--;
}
