// What the window shows: the text, a status row, and a row for messages and questions. A row is sent to the
// terminal only if it is not there already.
#include "edit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct place cursor, marked, marked_end;
bool shows_numbers = true;
const char *question;
size_t answer_at;

static struct place top;  // the first line, and the first column, that the window shows
static char message[256];

// A row while it is made, and those that the terminal shows.
static struct row {
  char *bytes;
  size_t length, room;
} row, *shown;
static int shown_count;

static void add(const char *bytes, size_t length) {
  if (length == 0) return;
  if (row.length + length > row.room)
    row.bytes = take_memory(row.bytes, row.room = 2 * (row.length + length));
  memcpy(row.bytes + row.length, bytes, length);
  row.length += length;
}

static void add_text(const char *text) { add(text, strlen(text)); }

static void add_blanks(size_t count) {
  while (count-- > 0) add(" ", 1);
}

void draw_anew(void) {
  for (int i = 0; i < shown_count; i++) free(shown[i].bytes);
  shown = take_memory(shown, (size_t)rows * sizeof *shown);
  memset(shown, 0, (size_t)rows * sizeof *shown);
  shown_count = rows;
  put_text("\033[m\033[2J");
}

// Sends the row that was made, if it is another than the terminal shows.
static void show_row(int number) {
  struct row *old = &shown[number];
  bool is_same_row = old->bytes != 0 && row.bytes != 0 && old->length == row.length
    && memcmp(old->bytes, row.bytes, row.length) == 0;
  if (!is_same_row) {
    put_format("\033[%d;1H", number + 1);
    put(row.bytes, row.length);
    put_text("\033[m\033[K");
    struct row spare = *old;
    *old = row;
    row = spare;
  }
  row.length = 0;
}

void say(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
}

int text_rows(void) { return rows > 2 ? rows - 2 : 1; }

// The columns that the line numbers take, if there is room for them.
static int number_width(void) {
  int width = 2;
  for (size_t count = line_count; count >= 10; count /= 10) width++;
  return shows_numbers && columns >= width + 20 ? width : 0;
}

static size_t text_columns(void) { return (size_t)(columns - number_width()); }

// Moves the window so that the cursor is in it.
static void scroll(void) {
  size_t height = (size_t)text_rows(), width = text_columns(),
    column = column_of(&lines[cursor.line], cursor.at);
  if (cursor.line < top.line) top.line = cursor.line;
  if (cursor.line >= top.line + height) top.line = cursor.line - height + 1;
  if (column < top.at) top.at = column < width / 2 ? 0 : column - width / 2;
  if (column + 1 >= top.at + width) top.at = column + 1 < width ? 0 : column + 2 + width / 3 - width;
  if (top.line >= line_count) top.line = line_count - 1;
}

static void add_cell(const struct line *line, size_t at, size_t bytes, size_t width) {
  unsigned char first = (unsigned char)line->bytes[at];
  char text[8];
  if (first == '\t') {
    add_blanks(width);
  } else if (first < ' ' || first == 127) {
    snprintf(text, sizeof text, "^%c", first ^ 64);
    add_text(text);
  } else if (first >= 0x80 && bytes == 1) {
    snprintf(text, sizeof text, "\\x%02x", first);
    add_text(text);
  } else {
    add(line->bytes + at, bytes);
  }
}

static void switch_marking(struct place place, bool *is_marked) {
  bool wants = !is_before(place, marked) && is_before(place, marked_end);
  if (wants != *is_marked) add_text(wants ? "\033[7m" : "\033[m");
  *is_marked = wants;
}

// The part of a line that the window shows.
static void add_line(size_t number, size_t left, size_t width) {
  const struct line *line = &lines[number];
  size_t at = at_column(line, left), column = column_of(line, at), bytes, room = width;
  bool is_marked = false, is_long = false;
  while (at < line->length) {
    size_t cell = cell_width(line, at, column, &bytes);
    size_t hidden = column < left ? left - column : 0;
    size_t seen = cell - (hidden < cell ? hidden : cell);
    bool is_last = at + bytes == line->length;
    if (seen > room || (seen == room && !is_last && room > 0)) {
      is_long = true;
      break;
    }
    switch_marking((struct place){number, at}, &is_marked);
    if (hidden > 0) add_blanks(seen);
    else add_cell(line, at, bytes, cell);
    room -= seen;
    column += cell;
    at += bytes;
  }
  if (is_marked) add_text("\033[m");
  if (!is_long) return;
  add_blanks(room - 1);
  add_text("\033[7m>\033[m");
}

static void make_text_row(int number) {
  size_t line = top.line + (size_t)number;
  int width = number_width();
  char text[32];
  if (line >= line_count) {
    add_text("\033[2m~\033[m");
    return;
  }
  snprintf(text, sizeof text, "%zu", line + 1);
  if (width > 0) {
    add_text("\033[2m");
    add_blanks((size_t)width - 1 - strlen(text));
    add_text(text);
    add_text(" \033[m");
  }
  add_line(line, top.at, text_columns());
}

// As much of a text as there is room for, and blanks up to there.
static void add_padded(const char *text, size_t width) {
  struct line line = {.bytes = (char *)(size_t)text, .length = strlen(text)};
  size_t end = at_column(&line, width);
  add(text, end);
  add_blanks(width - column_of(&line, end));
}

// The file's name at the left, the cursor's place at the right.
static void make_status_row(void) {
  char left[256], right[96];
  snprintf(left, sizeof left, " %s%s%s", file_name == 0 ? "(no name)" : file_name, is_modified() ? " *" : "",
    is_read_only ? " (read-only)" : "");
  size_t column = column_of(&lines[cursor.line], cursor.at) + 1;
  snprintf(right, sizeof right, "%zu/%zu:%zu ", cursor.line + 1, line_count, column);
  size_t length = strlen(right), width = (size_t)columns;
  add_text("\033[7m");
  if (length + 8 > width) {
    add_padded(left, width);
  } else {
    add_padded(left, width - length);
    add_text(right);
  }
  add_text("\033[m");
}

// The question with its answer, or the message. The column of the answer's cursor.
static size_t make_last_row(void) {
  if (question == 0) {
    struct line line = {.bytes = message, .length = strlen(message)};
    add(message, at_column(&line, (size_t)columns));
    return 0;
  }
  char text[1024];
  snprintf(text, sizeof text, "%s%s", question, answer);
  struct line line = {.bytes = text, .length = strlen(text)};
  size_t column = column_of(&line, strlen(question) + answer_at), width = (size_t)columns;
  size_t skipped = column < width ? 0 : at_column(&line, column - width + 2);
  struct line rest = {.bytes = text + skipped, .length = line.length - skipped};
  add(rest.bytes, at_column(&rest, width));
  return column_of(&line, strlen(question) + answer_at) - column_of(&line, skipped);
}

void draw(void) {
  put_text("\033[?25l");
  if (shown_count != rows) draw_anew();
  scroll();
  int height = text_rows(), last = rows - 1;
  for (int i = 0; i < height; i++) {
    make_text_row(i);
    show_row(i);
  }
  if (rows > 2) {
    make_status_row();
    show_row(rows - 2);
  }
  size_t column = 0;
  if (rows > 1 || question != 0) {
    column = make_last_row();
    show_row(last);
  }
  if (question == 0) {
    last = (int)(cursor.line - top.line);
    column = column_of(&lines[cursor.line], cursor.at) - top.at + (size_t)number_width();
  }
  put_format("\033[%d;%zuH\033[?25h", last + 1, column + 1);
  flush_output();
}
