// The text: an array of lines. Lines that nobody has changed still lie in the file as it was read.
#include "edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line *lines;
size_t line_count;
static size_t line_room;

void *take_memory(void *old, size_t size) {
  void *memory = realloc(old, size == 0 ? 1 : size);
  if (memory != 0) return memory;
  write_recovery();
  end_terminal();
  fputs("edit: memory exhausted\n", stderr);
  exit(1);
}

static void make_room(size_t count) {
  if (line_count + count <= line_room) return;
  line_room = 2 * (line_count + count);
  lines = take_memory(lines, line_room * sizeof *lines);
}

// Opens a gap of empty lines.
static void insert_lines(size_t at, size_t count) {
  make_room(count);
  memmove(lines + at + count, lines + at, (line_count - at) * sizeof *lines);
  memset(lines + at, 0, count * sizeof *lines);
  line_count += count;
}

static void remove_lines(size_t at, size_t count) {
  for (size_t i = at; i < at + count; i++)
    if (lines[i].room > 0) free(lines[i].bytes);
  memmove(lines + at, lines + at + count, (line_count - at - count) * sizeof *lines);
  line_count -= count;
}

// Makes the line's bytes its own, with room for that many.
static void own(struct line *line, size_t size) {
  if (line->room >= size && line->room > 0) return;
  size_t room = size + size / 2 + 16;
  char *bytes = take_memory(line->room > 0 ? line->bytes : 0, room);
  if (line->room == 0 && line->length > 0) memcpy(bytes, line->bytes, line->length);
  line->bytes = bytes;
  line->room = room;
}

static void replace_bytes(struct line *line, size_t at, size_t removed, const char *bytes, size_t length) {
  own(line, line->length - removed + length);
  memmove(line->bytes + at + length, line->bytes + at + removed, line->length - at - removed);
  if (length > 0) memcpy(line->bytes + at, bytes, length);
  line->length = line->length - removed + length;
}

static size_t count_newlines(const char *text, size_t length) {
  size_t count = 0;
  for (const char *end = text + length; (text = memchr(text, '\n', (size_t)(end - text))) != 0; text++)
    count++;
  return count;
}

void set_text(char *text, size_t length) {
  if (line_count > 0) remove_lines(0, line_count);
  insert_lines(0, count_newlines(text, length) + 1);
  for (size_t i = 0; i < line_count; i++) {
    char *newline = memchr(text, '\n', length);
    size_t own_length = newline == 0 ? length : (size_t)(newline - text);
    lines[i] = (struct line){text, own_length, 0};
    text += own_length + 1;
    length -= newline == 0 ? length : own_length + 1;
  }
}

struct place insert_text(struct place place, const char *text, size_t length) {
  size_t newlines = count_newlines(text, length);
  if (newlines == 0) {
    replace_bytes(&lines[place.line], place.at, 0, text, length);
    return (struct place){place.line, place.at + length};
  }
  insert_lines(place.line + 1, newlines);
  struct line *first = &lines[place.line], *last = first + newlines;
  replace_bytes(last, 0, 0, first->bytes + place.at, first->length - place.at);
  first->length = place.at;
  for (size_t i = place.line; length > 0; i++) {
    const char *newline = memchr(text, '\n', length);
    size_t own_length = newline == 0 ? length : (size_t)(newline - text);
    replace_bytes(&lines[i], i == place.line ? place.at : 0, 0, text, own_length);
    if (newline == 0) return (struct place){i, own_length};
    text += own_length + 1;
    length -= own_length + 1;
  }
  return (struct place){place.line + newlines, 0};
}

void delete_text(struct place from, struct place to) {
  struct line *first = &lines[from.line], *last = &lines[to.line];
  if (first == last) {
    replace_bytes(first, from.at, to.at - from.at, 0, 0);
    return;
  }
  replace_bytes(first, from.at, first->length - from.at, last->bytes + to.at, last->length - to.at);
  remove_lines(from.line + 1, to.line - from.line);
}

char *copy_text(struct place from, struct place to, size_t *length) {
  size_t size = 0, used = 0;
  for (size_t i = from.line; i <= to.line; i++) size += lines[i].length + 1;
  char *text = take_memory(0, size);
  for (size_t i = from.line; i <= to.line; i++) {
    size_t start = i == from.line ? from.at : 0, end = i == to.line ? to.at : lines[i].length;
    if (end > start) memcpy(text + used, lines[i].bytes + start, end - start);
    used += end - start;
    if (i < to.line) text[used++] = '\n';
  }
  *length = used;
  return text;
}
