// Data to characters: as a person reads it (display), or as the reader does (write).
#include "lisp.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 10000 };

static int depth;

static void print_character(FILE *file, uint32_t c) {
  char bytes[4];
  fwrite(bytes, 1, encode_utf8(c, bytes), file);
}

static void print_string(FILE *file, const struct string *string, bool is_written) {
  if (is_written) putc('"', file);
  for (size_t i = 0; i < string->length; i++) {
    uint32_t c = string->characters[i];
    const char *special = is_written && c < 128 && c != 0 ? strchr("\"\\\nn\tt\rr", (int)c) : 0;
    if (special == 0 || (c >= 'a' && c <= 'z')) {
      print_character(file, c);
    } else {
      putc('\\', file);
      putc(c < ' ' ? special[1] : (int)c, file);
    }
  }
  if (is_written) putc('"', file);
}

static void print_written_character(FILE *file, uint32_t c) {
  fputs("#\\", file);
  if (c == ' ') fputs("space", file);
  else if (c == '\n') fputs("newline", file);
  else if (c == '\t') fputs("tab", file);
  else if (c < ' ' || c == 127) fprintf(file, "x%x", (unsigned)c);
  else print_character(file, c);
}

// 'x for (quote x), and so on.
static const char *abbreviation(value list) {
  static const char *const names[][2] = {
    {"quote", "'"}, {"quasiquote", "`"}, {"unquote", ","}, {"unquote-splicing", ",@"}};
  if (!is_kind(head(list), SYMBOL) || !is_pair(tail(list)) || tail(tail(list)) != NIL) return 0;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (head(list) == symbol(names[i][0])) return names[i][1];
  return 0;
}

// Lists may be circular: the tortoise goes half as fast, and where it is met, the rest is left out.
static void print_list(FILE *file, value list, bool is_written) {
  const char *short_form = abbreviation(list);
  if (short_form != 0) {
    fputs(short_form, file);
    print(file, head(tail(list)), is_written);
    return;
  }
  putc('(', file);
  value slow = list;
  for (long count = 1;; count++) {
    print(file, head(list), is_written);
    list = tail(list);
    if (!is_pair(list)) break;
    putc(' ', file);
    if (count % 2 == 0) slow = tail(slow);
    if (list == slow) {
      fputs("...)", file);
      return;
    }
  }
  if (!is_pair(list) && list != NIL) {
    fputs(" . ", file);
    print(file, list, is_written);
  }
  putc(')', file);
}

static void print_items(FILE *file, const char *before, const value *items, size_t count, bool is_written) {
  fputs(before, file);
  for (size_t i = 0; i < count; i++) {
    if (i > 0) putc(' ', file);
    print(file, items[i], is_written);
  }
}

static void print_named(FILE *file, const char *what, value name) {
  fprintf(file, "#<%s", what);
  if (name != FALSE) {
    putc(' ', file);
    print(file, name, false);
  }
  putc('>', file);
}

static void print_record(FILE *file, const struct record *record, bool is_written) {
  fputs("#<", file);
  print(file, head(record->type), false);
  for (size_t i = 0; i < record->length; i++) {
    putc(' ', file);
    print(file, record->fields[i], is_written);
  }
  putc('>', file);
}

static void print_number(FILE *file, value v) {
  char *text = number_to_text(v, 10);
  fputs(text, file);
  free(text);
}

static void print_object(FILE *file, value v, bool is_written) {
  switch ((enum kind)object_of(v)->kind) {
  case PAIR: print_list(file, v, is_written); break;
  case SYMBOL: print_string(file, AS(string, AS(symbol, v)->name), false); break;
  case STRING: print_string(file, AS(string, v), is_written); break;
  case BIGNUM: print_number(file, v); break;
  case VECTOR:
    print_items(file, "#(", AS(vector, v)->items, AS(vector, v)->length, is_written);
    putc(')', file);
    break;
  case CLOSURE: print_named(file, "procedure", AS(closure, v)->code->name); break;
  case PRIMITIVE: fprintf(file, "#<procedure %s>", AS(primitive, v)->name); break;
  case CONTINUATION: fputs("#<continuation>", file); break;
  case RECORD: print_record(file, AS(record, v), is_written); break;
  case PORT: fputs("#<port>", file); break;
  case TABLE: fprintf(file, "#<hash-table of %zu>", AS(table, v)->count); break;
  case CONDITION: print_named(file, "condition", AS(condition, v)->message); break;
  case VALUES: print_items(file, "", AS(vector, v)->items, AS(vector, v)->length, is_written); break;
  case CODE: case BOX: fputs("#<code>", file); break;
  }
}

static void print_constant(FILE *file, value v) {
  static const char *const names[] = {"()", "#f", "#t", "#<unspecified>", "#<end of file>", "#<undefined>"};
  fputs(names[v >> 3], file);
}

void print(FILE *file, value v, bool is_written) {
  if (depth > DEEPEST) {
    fputs("...", file);
    return;
  }
  depth++;
  if (is_integer(v)) print_number(file, v);
  else if (is_character(v) && is_written) print_written_character(file, to_character(v));
  else if (is_character(v)) print_character(file, to_character(v));
  else if (is_object(v)) print_object(file, v, is_written);
  else print_constant(file, v);
  depth--;
}

char *print_to_text(value v, bool is_written) {
  char *text = 0;
  size_t size;
  FILE *file = open_memstream(&text, &size);
  print(file, v, is_written);
  fclose(file);
  return text;
}
