// Characters to data. Each pair remembers the line on which its list began, or its element did.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_TOKEN = 4096, DEEPEST = 2000 };

static value read_next(struct reader *reader, int c);

_Noreturn static void bad_input(struct reader *reader, const char *message) {
  fail_at(reader->name, (uint32_t)reader->line, message, 0);
}

static int get(struct reader *reader) {
  int c = getc(reader->file);
  if (c == '\n') reader->line++;
  return c;
}

static void unget(struct reader *reader, int c) {
  if (c == '\n') reader->line--;
  if (c != EOF) ungetc(c, reader->file);
}

static int get_byte(void *reader) { return get(reader); }

static void skip_block_comment(struct reader *reader) {
  for (int depth = 1, last = 0, c; depth > 0; last = c) {
    c = get(reader);
    if (c == EOF) bad_input(reader, "the comment #| does not end");
    if (last == '|' && c == '#') depth--, c = 0;
    if (last == '#' && c == '|') depth++, c = 0;
  }
}

// The first character behind blanks and comments.
static int skip_blanks(struct reader *reader) {
  for (;;) {
    int c = get(reader);
    if (c == ';') {
      while (c != '\n' && c != EOF) c = get(reader);
    } else if (c == '#') {
      int next = get(reader);
      if (next == '|') {
        skip_block_comment(reader);
      } else if (next == ';') {
        read_next(reader, skip_blanks(reader));
      } else {
        unget(reader, next);
        return c;
      }
    }
    if (c == EOF || strchr(" \t\r\n\f;#", c) == 0) return c;
  }
}

static bool ends_token(int c) { return c == EOF || strchr(" \t\r\n\f()\";'`,", c) != 0; }

static void read_token(struct reader *reader, int c, char *token) {
  size_t length = 0;
  for (; !ends_token(c) || length == 0; c = get(reader)) {
    if (length == LONGEST_TOKEN) bad_input(reader, "a name is too long");
    token[length++] = (char)c;
  }
  token[length] = 0;
  unget(reader, c);
}

static uint32_t read_hexadecimal(struct reader *reader) {
  uint32_t c = 0;
  for (int digit; (digit = get(reader)) != ';';) {
    const char *digits = "0123456789abcdef", *place = digit == EOF ? 0 : strchr(digits, digit | 0x20);
    if (digit == 0 || place == 0) bad_input(reader, "expected hexadecimal digits and ; behind \\x");
    c = c * 16 + (uint32_t)(place - digits);
  }
  return c;
}

static uint32_t read_escape(struct reader *reader) {
  int c = get(reader);
  switch (c) {
  case 'n': return '\n';
  case 't': return '\t';
  case 'r': return '\r';
  case 'a': return 7;
  case '0': return 0;
  case 'x': return read_hexadecimal(reader);
  case '"': case '\\': return (uint32_t)c;
  default: bad_input(reader, "an unknown character behind \\ in a string");
  }
}

static value read_string(struct reader *reader) {
  size_t length = 0, room = 32;
  uint32_t *characters = take_memory(0, room * sizeof *characters);
  for (;;) {
    uint32_t c = decode_utf8(get_byte, reader);
    if (c == '"') break;
    if (c == UINT32_MAX) bad_input(reader, "the string does not end");
    if (c == '\\') {
      int next = get(reader);
      if (next == '\n') continue;  // goes on in the next line
      unget(reader, next);
      c = read_escape(reader);
    }
    if (length == room) characters = take_memory(characters, (room *= 2) * sizeof *characters);
    characters[length++] = c;
  }
  value string = new_string(characters, length);
  free(characters);
  return string;
}

static value read_list(struct reader *reader, int end) {
  uint32_t line = (uint32_t)reader->line;
  value first = NIL, last = NIL;
  if (++reader->depth > DEEPEST) bad_input(reader, "lists are nested too deeply");
  for (;;) {
    int c = skip_blanks(reader);
    if (c == end) break;
    if (c == EOF) fail_at(reader->name, line, "the list that begins here does not end", 0);
    if (c == ')' || c == ']') bad_input(reader, "( ends with ], or [ with )");
    if (c == '.' && last != NIL) {
      int next = get(reader);
      unget(reader, next);
      if (ends_token(next)) {
        AS(pair, last)->tail = read_next(reader, skip_blanks(reader));
        if (skip_blanks(reader) != end) bad_input(reader, "expected ) behind the datum behind the dot");
        break;
      }
    }
    uint32_t here = first == NIL ? line : (uint32_t)reader->line;
    value pair = cons(read_next(reader, c), NIL);
    object_of(pair)->line = here;
    if (first == NIL) first = pair;
    else AS(pair, last)->tail = pair;
    last = pair;
  }
  reader->depth--;
  return first;
}

static value quoted(struct reader *reader, const char *name) {
  uint32_t line = (uint32_t)reader->line;
  value list = cons(symbol(name), cons(read_next(reader, skip_blanks(reader)), NIL));
  object_of(list)->line = line;
  return list;
}

static value read_character(struct reader *reader) {
  static const struct {
    const char *name;
    uint32_t c;
  } names[] = {{"space", ' '}, {"newline", '\n'}, {"tab", '\t'}, {"nul", 0}, {"null", 0}, {"return", '\r'},
    {"delete", 127}, {"escape", 27}, {"alarm", 7}, {"backspace", 8}};
  uint32_t first = decode_utf8(get_byte, reader);
  int next = get(reader);
  unget(reader, next);
  if (first == UINT32_MAX) bad_input(reader, "expected a character behind #\\");
  if (first > 127 || ends_token(next)) return from_character(first);
  char token[LONGEST_TOKEN + 1];
  read_token(reader, (int)first, token);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(token, names[i].name) == 0) return from_character(names[i].c);
  if (*token == 'x') return from_character((uint32_t)strtoul(token + 1, 0, 16));
  bad_input(reader, "an unknown name of a character behind #\\");
}

static value list_to_vector(value list) {
  value vector = new_vector((size_t)list_length(list), NIL);
  for (size_t i = 0; list != NIL; list = tail(list)) AS(vector, vector)->items[i++] = head(list);
  return vector;
}

// What begins with #.
static value read_hash(struct reader *reader) {
  char token[LONGEST_TOKEN + 1];
  int c = get(reader);
  if (c == '\\') return read_character(reader);
  if (c == '(') return list_to_vector(read_list(reader, ')'));
  read_token(reader, c, token);
  if (strcmp(token, "t") == 0 || strcmp(token, "true") == 0) return TRUE;
  if (strcmp(token, "f") == 0 || strcmp(token, "false") == 0) return FALSE;
  int base = c == 'x' ? 16 : c == 'b' ? 2 : c == 'o' ? 8 : c == 'd' ? 10 : 0;
  value number = base == 0 ? FALSE : number_from_text(token + 1, base);
  if (number == FALSE) bad_input(reader, "an unknown datum behind #");
  return number;
}

static value read_atom(struct reader *reader, int c) {
  char token[LONGEST_TOKEN + 1];
  read_token(reader, c, token);
  value number = number_from_text(token, 10);
  return number != FALSE ? number : symbol(token);
}

static value read_next(struct reader *reader, int c) {
  switch (c) {
  case EOF: bad_input(reader, "the input ends where a datum is expected");
  case '(': return read_list(reader, ')');
  case '[': return read_list(reader, ']');
  case ')': case ']': bad_input(reader, "a ) that closes nothing");
  case '\'': return quoted(reader, "quote");
  case '`': return quoted(reader, "quasiquote");
  case '"': return read_string(reader);
  case '#': return read_hash(reader);
  case ',':
    c = get(reader);
    if (c == '@') return quoted(reader, "unquote-splicing");
    unget(reader, c);
    return quoted(reader, "unquote");
  default: return read_atom(reader, c);
  }
}

value read_datum(struct reader *reader) {
  reader->depth = 0;
  int c = skip_blanks(reader);
  return c == EOF ? END_OF_FILE : read_next(reader, c);
}
