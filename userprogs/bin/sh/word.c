// The inside of a word: quotes, parameters, commands and arithmetic.
#include "sh.h"

#include <ctype.h>
#include <string.h>

enum mode {
  MODE_WORD,        // up to a blank or an operator
  MODE_QUOTED,      // up to the closing "
  MODE_OPERAND,     // of ${x-...}, up to the }
  MODE_QUOTED_OPERAND,
  MODE_ARITHMETIC,  // up to the ))
  MODE_TEXT,        // all of it, as in a here-document
};

struct builder {
  struct lexer *lexer;
  struct word *word;
  struct part **tail;
  struct text text;
  bool is_quoted, has_text;
};

static void begin(struct builder *builder, struct lexer *lexer) {
  *builder = (struct builder){.lexer = lexer, .text = {.arena = lexer->arena}};
  builder->word = arena_take(lexer->arena, sizeof *builder->word);
  builder->tail = &builder->word->parts;
}

static struct part *add_part(struct builder *builder, enum part_kind kind, bool is_quoted) {
  struct part *part = arena_take(builder->lexer->arena, sizeof *part);
  part->kind = kind;
  part->is_quoted = is_quoted;
  *builder->tail = part;
  builder->tail = &part->next;
  return part;
}

// Ends the piece of plain text, if there is one.
static void flush(struct builder *builder) {
  if (!builder->has_text) return;
  struct part *part = add_part(builder, PART_TEXT, builder->is_quoted);
  part->text = arena_copy(builder->lexer->arena, text_end(&builder->text), builder->text.length);
  builder->text.length = 0;
  builder->has_text = false;
}

// From here on there is text, if only the empty text between two quotes.
static void want_text(struct builder *builder, bool is_quoted) {
  if (builder->has_text && builder->is_quoted != is_quoted) flush(builder);
  builder->has_text = true;
  builder->is_quoted = is_quoted;
}

static void add_char(struct builder *builder, int c, bool is_quoted) {
  want_text(builder, is_quoted);
  text_add(&builder->text, (char)c);
}

static void read_parts(struct builder *builder, enum mode mode);

static struct word *read_inside(struct lexer *lexer, enum mode mode) {
  struct builder builder;
  begin(&builder, lexer);
  read_parts(&builder, mode);
  return builder.word;
}

// The name in ${name}: letters and digits, or one special character.
static char *read_braced_name(struct lexer *lexer) {
  struct text name = {.arena = lexer->arena};
  int c = lexer_get(lexer);
  if (isalpha(c) || c == '_') {
    for (; isalnum(c) || c == '_'; c = lexer_get(lexer)) text_add(&name, (char)c);
    lexer_unget(lexer, c);
  } else if (isdigit(c)) {
    for (; isdigit(c); c = lexer_get(lexer)) text_add(&name, (char)c);
    lexer_unget(lexer, c);
  } else if (c > 0 && strchr("@*#?-$!", c) != 0) text_add(&name, (char)c);
  else syntax_error(lexer, "Bad substitution");
  return text_end(&name);
}

// What stands behind the name, up to the closing brace.
static void read_operation(struct lexer *lexer, struct part *part) {
  int c = lexer_get(lexer);
  if (c == '}') return;
  if (c == ':') {
    part->is_colon = true;
    c = lexer_get(lexer);
  }
  if (c <= 0 || strchr("-=?+#%", c) == 0 || (part->is_colon && (c == '#' || c == '%')))
    syntax_error(lexer, "Bad substitution");
  part->operation = (char)c;
  bool is_pattern = c == '#' || c == '%';
  if (is_pattern) {
    int next = lexer_get(lexer);
    part->is_longest = next == c;
    if (!part->is_longest) lexer_unget(lexer, next);
  }
  part->word = read_inside(lexer, part->is_quoted && !is_pattern ? MODE_QUOTED_OPERAND : MODE_OPERAND);
}

// ${...}, from behind the brace. ${#x} is a length, but ${#}, ${#-...} and ${##...} are about $#.
static void read_braces(struct builder *builder, bool is_quoted) {
  struct lexer *lexer = builder->lexer;
  struct part *part = add_part(builder, PART_PARAMETER, is_quoted);
  int c = lexer_get(lexer);
  if (c == '#') {
    int next = lexer_get(lexer);
    lexer_unget(lexer, next);
    bool is_name = isalnum(next) || (next > 0 && strchr("_@*?$!", next) != 0);
    if (next == '#' || next == '-') {
      size_t place = lexer->position;
      lexer_get(lexer);
      is_name = lexer_get(lexer) == '}';
      lexer->position = place;
    }
    if (is_name) {
      part->operation = 'L';
      part->text = read_braced_name(lexer);
      if (lexer_get(lexer) != '}') syntax_error(lexer, "Bad substitution");
      return;
    }
  }
  lexer_unget(lexer, c);
  part->text = read_braced_name(lexer);
  read_operation(lexer, part);
}

// Behind a $.
static void read_dollar(struct builder *builder, bool is_quoted) {
  struct lexer *lexer = builder->lexer;
  int c = lexer_get(lexer);
  bool is_special = c > 0 && (isdigit(c) || strchr("@*#?-$!", c) != 0);
  if (c != '(' && c != '{' && c != '_' && !isalpha(c) && !is_special) {
    lexer_unget(lexer, c);
    add_char(builder, '$', is_quoted);
    return;
  }
  flush(builder);
  if (c == '{') {
    read_braces(builder, is_quoted);
  } else if (c == '(') {
    int next = lexer_get(lexer);
    if (next == '(') {
      add_part(builder, PART_ARITHMETIC, is_quoted)->word = read_inside(lexer, MODE_ARITHMETIC);
      return;
    }
    lexer_unget(lexer, next);
    struct part *part = add_part(builder, PART_COMMAND, is_quoted);
    part->command = parse_substitution(lexer);
  } else {
    struct text name = {.arena = lexer->arena};
    struct part *part = add_part(builder, PART_PARAMETER, is_quoted);
    text_add(&name, (char)c);
    if (!is_special) {
      while (isalnum(c = lexer_get(lexer)) || c == '_') text_add(&name, (char)c);
      lexer_unget(lexer, c);
    }
    part->text = text_end(&name);
  }
}

// `...`: a backslash before `, \ and $ (and " inside of quotes) is taken away, and the rest is a script.
static void read_backquotes(struct builder *builder, bool is_quoted, bool in_quotes) {
  struct lexer *lexer = builder->lexer;
  flush(builder);
  struct text script = {.arena = lexer->arena};
  for (int c; (c = lexer_get(lexer)) != '`';) {
    if (c == TOKEN_END) syntax_error(lexer, "EOF in backquote substitution");
    if (c == '\\') {
      int next = lexer_get(lexer);
      bool is_taken = next == '`' || next == '\\' || next == '$' || (next == '"' && in_quotes);
      if (!is_taken) text_add(&script, '\\');
      c = next;
      if (c == TOKEN_END) continue;
    }
    text_add(&script, (char)c);
  }
  struct lexer inner;
  lexer_start_string(&inner, text_end(&script), script.length, lexer->arena);
  inner.line_number = lexer->line_number;
  struct node *commands = 0;
  for (bool at_end = false; !at_end;) {
    struct node *next = parse_command(&inner, &at_end);
    if (next == 0) continue;
    if (commands != 0) {
      struct node *both = arena_take(lexer->arena, sizeof *both);
      *both = (struct node){.kind = NODE_SEQUENCE, .first = commands, .second = next, .arena = lexer->arena};
      next = both;
    }
    commands = next;
  }
  add_part(builder, PART_COMMAND, is_quoted)->command = commands;
}

static void read_single_quotes(struct builder *builder) {
  want_text(builder, true);
  for (int c; (c = lexer_get_raw(builder->lexer)) != '\'';) {
    if (c == TOKEN_END) syntax_error(builder->lexer, "Unterminated quoted string");
    add_char(builder, c, true);
  }
}

static void read_double_quotes(struct builder *builder) {
  struct part **before = builder->tail;
  flush(builder);
  before = builder->tail;
  read_parts(builder, MODE_QUOTED);
  flush(builder);
  if (builder->tail == before) want_text(builder, true);
}

// Behind a backslash. Inside of quotes it is taken away only before what it can quote there.
static void read_backslash(struct builder *builder, enum mode mode) {
  int c = lexer_get(builder->lexer);
  const char *quotable = mode == MODE_QUOTED ? "$`\"\\" : mode == MODE_QUOTED_OPERAND ? "$`\"\\}" : "$`\\";
  bool always = mode == MODE_WORD || mode == MODE_OPERAND;
  if (c == TOKEN_END) {
    add_char(builder, '\\', true);
    return;
  }
  if (!always && strchr(quotable, c) == 0) add_char(builder, '\\', true);
  add_char(builder, c, true);
}

static bool ends_word(int c) { return strchr(" \t\n;&|<>()", c) != 0; }

// Reads up to the end that the mode says, and over it, but not over what ends a word.
static void read_parts(struct builder *builder, enum mode mode) {
  struct lexer *lexer = builder->lexer;
  bool is_quoted = mode != MODE_WORD && mode != MODE_OPERAND;
  int parentheses = 0;
  bool in_inner_quotes = false;  // "${x-"..."}"
  for (;;) {
    int c = lexer_get(lexer);
    if (c == TOKEN_END) {
      if (mode == MODE_QUOTED) syntax_error(lexer, "Unterminated quoted string");
      if (mode == MODE_OPERAND || mode == MODE_QUOTED_OPERAND) syntax_error(lexer, "Missing '}'");
      if (mode == MODE_ARITHMETIC) syntax_error(lexer, "Missing '))'");
      break;
    }
    if (mode == MODE_WORD && ends_word(c)) {
      lexer_unget(lexer, c);
      break;
    }
    if (mode == MODE_QUOTED && c == '"') break;
    if ((mode == MODE_OPERAND || (mode == MODE_QUOTED_OPERAND && !in_inner_quotes)) && c == '}') break;
    if (mode == MODE_ARITHMETIC && c == '(') parentheses++;
    if (mode == MODE_ARITHMETIC && c == ')' && parentheses-- == 0) {
      if (lexer_get(lexer) != ')') syntax_error(lexer, "Missing '))'");
      break;
    }
    if (c == '\\') read_backslash(builder, mode);
    else if (c == '\'' && !is_quoted) read_single_quotes(builder);
    else if (c == '"' && !is_quoted) read_double_quotes(builder);
    else if (c == '"' && mode == MODE_QUOTED_OPERAND) in_inner_quotes = !in_inner_quotes;
    else if (c == '"' && mode == MODE_ARITHMETIC) continue;
    else if (c == '$') read_dollar(builder, is_quoted);
    else if (c == '`') read_backquotes(builder, is_quoted, mode == MODE_QUOTED);
    else add_char(builder, c, is_quoted);
  }
  flush(builder);
}

struct word *lexer_read_word(struct lexer *lexer, int first) {
  lexer_unget(lexer, first);
  return read_inside(lexer, MODE_WORD);
}

struct word *word_from_text(struct arena *arena, const char *text, size_t length, int line) {
  struct lexer lexer;
  lexer_start_string(&lexer, text, length, arena);
  lexer.line_number = line;
  return read_inside(&lexer, MODE_TEXT);
}
