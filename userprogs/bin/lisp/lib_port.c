// Reading and writing: files, standard input and output, strings.
#include "lisp.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define PROCEDURE(name) static value name(value *v, int count)
#define IGNORE_COUNT (void)count

value current_output = FALSE;  // a port, or FALSE for standard output

FILE *output_file(void) { return current_output == FALSE ? stdout : AS(port, current_output)->file; }

static value new_port(FILE *file, value name, bool is_output) {
  struct port *port = new_object(PORT, sizeof *port);
  port->object.flag = is_output;
  port->file = file;
  port->name = name;
  port->line = 1;
  return (value)port;
}

static struct port *take_port(value v, bool is_output) {
  if (!is_kind(v, PORT) || object_of(v)->flag != is_output)
    wrong_type(is_output ? "a port for output" : "a port for input", v);
  if (AS(port, v)->file == 0) fail("the port is closed", 0);
  return AS(port, v);
}

// Of a procedure whose last argument may be a port.
static FILE *take_output(value *v, int count, int index) {
  return count > index ? take_port(v[index], true)->file : output_file();
}

static struct port *take_input(value *v, int count, int index) {
  static struct port *standard;
  if (count > index) return take_port(v[index], false);
  if (standard == 0) {
    standard = AS(port, new_port(stdin, symbol("standard input"), false));
    AS(symbol, symbol("%stdin"))->global = (value)standard;
  }
  return standard;
}

char *take_path(value v) {
  take_string(v);
  return to_utf8(v, 0);
}

PROCEDURE(run_display) { return print(take_output(v, count, 1), v[0], false), UNSPECIFIED; }
PROCEDURE(run_write) { return print(take_output(v, count, 1), v[0], true), UNSPECIFIED; }
PROCEDURE(run_newline) { return putc('\n', take_output(v, count, 0)), UNSPECIFIED; }

static value open_file(value path, const char *mode) {
  char *name = take_path(path);
  FILE *file = fopen(name, mode);
  free(name);
  if (file == 0) fail(strerror(errno), 1, path);
  return new_port(file, path, *mode != 'r');
}

PROCEDURE(run_open_input) { return IGNORE_COUNT, open_file(v[0], "r"); }
PROCEDURE(run_open_output) { return IGNORE_COUNT, open_file(v[0], "w"); }
PROCEDURE(run_open_append) { return IGNORE_COUNT, open_file(v[0], "a"); }

PROCEDURE(run_close) {
  IGNORE_COUNT;
  if (!is_kind(v[0], PORT)) wrong_type("a port", v[0]);
  struct port *port = AS(port, v[0]);
  bool is_lost = port->file != 0 && fclose(port->file) == EOF;
  port->file = 0;
  if (is_lost) fail(strerror(errno), 1, port->name);
  return UNSPECIFIED;
}

static int next_byte(void *port) {
  int c = getc(((struct port *)port)->file);
  if (c == '\n') ((struct port *)port)->line++;
  return c;
}

PROCEDURE(run_read_char) {
  uint32_t c = decode_utf8(next_byte, take_input(v, count, 0));
  return c == UINT32_MAX ? END_OF_FILE : from_character(c);
}

PROCEDURE(run_peek_char) {
  struct port *port = take_input(v, count, 0);
  int c = getc(port->file);
  if (c == EOF) return END_OF_FILE;
  ungetc(c, port->file);
  return from_character((uint32_t)c);
}

PROCEDURE(run_read_line) {
  struct port *port = take_input(v, count, 0);
  char *line = 0;
  size_t room = 0;
  ssize_t length = getline(&line, &room, port->file);
  if (length > 0 && line[length - 1] == '\n') line[length - 1] = 0, port->line++;
  value result = length < 0 ? END_OF_FILE : string_from(line);
  free(line);
  return result;
}

PROCEDURE(run_read) {
  struct port *port = take_input(v, count, 0);
  struct reader reader = {.file = port->file, .name = port->name, .line = port->line};
  value datum = read_datum(&reader);
  port->line = reader.line;
  return datum;
}

PROCEDURE(run_is_end) { return IGNORE_COUNT, from_boolean(v[0] == END_OF_FILE); }

// A port that collects what is written in memory.
PROCEDURE(run_open_string) {
  (void)v, IGNORE_COUNT;
  value port = new_port(0, FALSE, true);
  AS(port, port)->file = open_memstream(&AS(port, port)->text, &AS(port, port)->size);
  return port;
}

PROCEDURE(run_get_string) {
  IGNORE_COUNT;
  struct port *port = take_port(v[0], true);
  fflush(port->file);
  if (port->text == 0) fail("not a string port", 1, v[0]);
  return string_from(port->text);
}

PROCEDURE(run_open_input_string) {
  IGNORE_COUNT;
  take_string(v[0]);
  size_t length;
  char *text = to_utf8(v[0], &length);
  value port = new_port(fmemopen(0, length + 1, "w+"), v[0], false);
  FILE *file = AS(port, port)->file;
  fwrite(text, 1, length, file);
  rewind(file);
  free(text);
  return port;
}

// Where display and its like write: the one before comes back.
PROCEDURE(run_set_output) {
  IGNORE_COUNT;
  value before = current_output;
  if (v[0] != FALSE) take_port(v[0], true);
  current_output = v[0];
  return before;
}

PROCEDURE(run_flush) { return fflush(take_output(v, count, 0)), UNSPECIFIED; }

const struct definition port_library[] = {
  {"display", run_display, 1, 2}, {"write", run_write, 1, 2}, {"newline", run_newline, 0, 1},
  {"open-input-file", run_open_input, 1, 1}, {"open-output-file", run_open_output, 1, 1},
  {"open-append-file", run_open_append, 1, 1}, {"close-port", run_close, 1, 1},
  {"read-char", run_read_char, 0, 1}, {"peek-char", run_peek_char, 0, 1}, {"read-line", run_read_line, 0, 1},
  {"read", run_read, 0, 1}, {"eof-object?", run_is_end, 1, 1}, {"open-output-string", run_open_string, 0, 0},
  {"get-output-string", run_get_string, 1, 1}, {"open-input-string", run_open_input_string, 1, 1},
  {"%set-output!", run_set_output, 1, 1}, {"flush-output", run_flush, 0, 1}, {0, 0, 0, 0},
};
