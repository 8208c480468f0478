// The line being typed, as text: characters and words, in and out.
#include "edit.h"

#include <ctype.h>
#include <string.h>

void insert(struct line *line, const char *text, size_t length) {
  if (line->length + length > LONGEST) return;
  memmove(line->text + line->cursor + length, line->text + line->cursor, line->length - line->cursor);
  memcpy(line->text + line->cursor, text, length);
  line->length += length;
  line->cursor += length;
}

void erase(struct line *line, size_t from, size_t to) {
  memmove(line->text + from, line->text + to, line->length - to);
  line->length -= to - from;
  line->cursor = from;
}

void cut(struct line *line, size_t from, size_t to) {
  if (from == to) return;
  memcpy(line->cut, line->text + from, to - from);
  line->cut[to - from] = 0;
  erase(line, from, to);
}

void replace_text(struct line *line, const char *text) {
  line->length = strlen(text) < LONGEST ? strlen(text) : LONGEST;
  memcpy(line->text, text, line->length);
  line->cursor = line->length;
}

static bool is_inside_character(const struct line *line, size_t place) {
  return place < line->length && ((unsigned char)line->text[place] & 0xc0) == 0x80;
}

size_t left_of(const struct line *line, size_t place) {
  if (place > 0) place--;
  while (place > 0 && is_inside_character(line, place)) place--;
  return place;
}

size_t right_of(const struct line *line, size_t place) {
  if (place < line->length) place++;
  while (is_inside_character(line, place)) place++;
  return place;
}

size_t blank_left(const struct line *line) {
  size_t place = line->cursor;
  while (place > 0 && line->text[place - 1] == ' ') place--;
  while (place > 0 && line->text[place - 1] != ' ') place--;
  return place;
}

static bool is_letter(char c) { return isalnum((unsigned char)c) || (unsigned char)c >= 128; }

size_t word_left(const struct line *line) {
  size_t place = line->cursor;
  while (place > 0 && !is_letter(line->text[place - 1])) place--;
  while (place > 0 && is_letter(line->text[place - 1])) place--;
  return place;
}

size_t word_right(const struct line *line) {
  size_t place = line->cursor;
  while (place < line->length && !is_letter(line->text[place])) place++;
  while (place < line->length && is_letter(line->text[place])) place++;
  return place;
}
