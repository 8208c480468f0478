// Characters to tokens.
#include "awk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct token_state token;
static const char *source, *source_name, *start;
static int line;

static const struct {
  const char *name;
  int kind;
} keywords[] = {
  {"BEGIN", TOKEN_BEGIN}, {"END", TOKEN_END_RULE}, {"function", TOKEN_FUNCTION}, {"func", TOKEN_FUNCTION},
  {"if", TOKEN_IF}, {"else", TOKEN_ELSE}, {"while", TOKEN_WHILE}, {"for", TOKEN_FOR}, {"do", TOKEN_DO},
  {"break", TOKEN_BREAK}, {"continue", TOKEN_CONTINUE}, {"next", TOKEN_NEXT}, {"nextfile", TOKEN_NEXTFILE},
  {"exit", TOKEN_EXIT}, {"return", TOKEN_RETURN}, {"delete", TOKEN_DELETE}, {"in", TOKEN_IN},
  {"getline", TOKEN_GETLINE}, {"print", TOKEN_PRINT}, {"printf", TOKEN_PRINTF},
};
static const struct {
  char text[4];
  int kind;
} operators[] = {
  {"**=", TOKEN_POWER_ASSIGN}, {"+=", TOKEN_ADD_ASSIGN}, {"-=", TOKEN_SUBTRACT_ASSIGN},
  {"*=", TOKEN_MULTIPLY_ASSIGN}, {"/=", TOKEN_DIVIDE_ASSIGN}, {"%=", TOKEN_MODULO_ASSIGN},
  {"^=", TOKEN_POWER_ASSIGN}, {"&&", TOKEN_AND}, {"||", TOKEN_OR}, {"!~", TOKEN_NO_MATCH},
    {"<=", TOKEN_LESS_EQUAL},
  {">=", TOKEN_GREATER_EQUAL}, {"==", TOKEN_EQUAL}, {"!=", TOKEN_NOT_EQUAL}, {"++", TOKEN_INCREMENT},
  {"--", TOKEN_DECREMENT}, {">>", TOKEN_APPEND}, {"**", '^'},
};

void start_lexer(const char *program, const char *name) {
  source = start = program;
  source_name = name;
  line = 1;
  next_token();
}

// The source line, and a caret below where the token ends.
_Noreturn void syntax_error(const char *message) {
  const char *first = source, *last = source;
  while (first > start && first[-1] != '\n') first--;
  if (token.kind == TOKEN_NEWLINE && first > start) {
    last = first - 1;
    for (first--; first > start && first[-1] != '\n';) first--;
  } else {
    last = strchrnul(last, '\n');
  }
  int column = source < last ? (int)(source - first) : (int)(last - first);
  fprintf(stderr, "awk: %s:%d: %s\n  %.*s\n  %*s\n", source_name, token.line, message, (int)(last - first),
    first,
    column > 0 ? column : 1, "^");
  exit(2);
}

char unescape(const char **text) {
  static const char letters[] = "nrtabfv", meanings[] = "\n\r\t\a\b\f\v";
  const char *found = strchr(letters, **text);
  if (**text >= '0' && **text <= '7') {
    int c = 0;
    for (int i = 0; i < 3 && **text >= '0' && **text <= '7'; i++) c = c * 8 + *(*text)++ - '0';
    return (char)c;
  }
  char c = *(*text)++;
  return found != 0 && c != 0 ? meanings[found - letters] : c;
}

static void read_string(void) {
  struct buffer buffer = {0};
  for (source++; *source != '"';) {
    if (*source == 0 || *source == '\n') syntax_error("the string does not end");
    char c = *source++;
    if (c == '\\' && *source == '\n') {
      source++, line++;
      continue;
    }
    if (c == '\\' && *source != 0) {
      if (strchr("\"\\/nrtabfv01234567", *source) == 0) add(&buffer, "\\", 1);
      c = unescape(&source);
    }
    add(&buffer, &c, 1);
  }
  source++;
  token.length = buffer.length;
  add(&buffer, "", 1);
  token.text = buffer.bytes;
  token.kind = TOKEN_STRING;
}

// Called when the token is / or /=, and a pattern may stand there.
void read_pattern_token(void) {
  struct buffer buffer = {0};
  bool is_set = false;
  if (token.kind == TOKEN_DIVIDE_ASSIGN) add(&buffer, "=", 1);
  for (; *source != '/' || is_set; source++) {
    if (*source == 0 || *source == '\n') syntax_error("the regular expression does not end");
    if (*source == '[' && !is_set) {
      is_set = true;
      if (source[1] == '^') add(&buffer, source++, 1);
      if (source[1] == ']') add(&buffer, source++, 1);
    } else if (*source == ']') {
      is_set = false;
    } else if (*source == '\\' && source[1] != 0) {
      add(&buffer, source++, 1);
    }
    add(&buffer, source, 1);
  }
  source++;
  token.length = buffer.length;
  add(&buffer, "", 1);
  token.text = buffer.bytes;
  token.kind = TOKEN_PATTERN;
}

static int keyword_kind(const char *name) {
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
    if (strcmp(name, keywords[i].name) == 0) return keywords[i].kind;
  if (builtin_number(name) >= 0) return TOKEN_BUILTIN;
  return *source == '(' ? TOKEN_CALL : TOKEN_NAME;
}

static void read_name(void) {
  const char *first = source;
  while (isalnum((unsigned char)*source) || *source == '_') source++;
  token.length = (size_t)(source - first);
  token.text = strndup(first, token.length);
  token.kind = keyword_kind(token.text);
}

static void read_number(void) {
  token.number = number_from(source, 0);
  token.kind = TOKEN_NUMBER;
  if (source[0] == '0' && (source[1] == 'x' || source[1] == 'X')) {
    char *end;
    token.number = (int64_t)strtoull(source, &end, 16);
    source = end;
    return;
  }
  while (isdigit((unsigned char)*source)) source++;
  if (*source != '.') return;
  for (source++; isdigit((unsigned char)*source); source++)
    if (*source != '0') syntax_error("numbers are integers here");
}

static void read_operator(void) {
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    size_t length = strlen(operators[i].text);
    if (strncmp(source, operators[i].text, length) != 0) continue;
    source += length;
    token.kind = operators[i].kind;
    return;
  }
  if (strchr("{}()[];,+-*/%^!<>|?:~$=", *source) == 0) {
    token.kind = *source++;
    syntax_error("a character that means nothing here");
  }
  token.kind = *source++;
}

static void skip_blanks(void) {
  for (;;) {
    source += strspn(source, " \t\r");
    if (*source == '#') source = strchrnul(source, '\n');
    if (source[0] != '\\' || (source[1] != '\n' && source[1] != '\r')) return;
    source += source[1] == '\r' ? 3 : 2;
    line++;
  }
}

void next_token(void) {
  skip_blanks();
  token.line = line;
  if (*source == 0) {
    token.kind = TOKEN_END;
  } else if (*source == '\n') {
    source++, line++;
    token.kind = TOKEN_NEWLINE;
  } else if (*source == '"') {
    read_string();
  } else if (isdigit((unsigned char)*source) || (*source == '.' && isdigit((unsigned char)source[1]))) {
    read_number();
  } else if (isalpha((unsigned char)*source) || *source == '_') {
    read_name();
  } else {
    read_operator();
  }
}

void skip_newlines(void) {
  while (token.kind == TOKEN_NEWLINE) next_token();
}
