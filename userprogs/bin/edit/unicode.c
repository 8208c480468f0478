// Bytes to characters, and characters to columns.
#include "edit.h"

#include <ctype.h>
#include <stdint.h>

// How many bytes the character at `at` has: a whole one in UTF-8, or one that is none.
size_t next_character(const char *bytes, size_t length, size_t at) {
  unsigned char first = (unsigned char)bytes[at];
  size_t count = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  if (at + count > length) return 1;
  for (size_t i = 1; i < count; i++)
    if (((unsigned char)bytes[at + i] & 0xc0) != 0x80) return 1;
  return count;
}

size_t character_before(const struct line *line, size_t at) {
  size_t start = at < 4 ? 0 : at - 4;
  for (size_t i = start; i < at; i++)
    if (i + next_character(line->bytes, line->length, i) == at) return i;
  return at - 1;
}

static uint32_t decode(const char *bytes, size_t count) {
  uint32_t c = (unsigned char)bytes[0];
  if (count > 1) c &= 0x7fu >> count;
  for (size_t i = 1; i < count; i++) c = c << 6 | ((unsigned char)bytes[i] & 0x3f);
  return c;
}

// Those that take no column, and those that take two: the ranges that texts have, from Unicode's tables.
static const struct range {
  uint32_t first, last;
  size_t width;
} ranges[] = {
  {0x300, 0x36f, 0}, {0x483, 0x489, 0}, {0x591, 0x5bd, 0}, {0x610, 0x61a, 0}, {0x64b, 0x65f, 0},
    {0x900, 0x902, 0},
  {0x1100, 0x115f, 2}, {0x200b, 0x200f, 0}, {0x20d0, 0x20f0, 0}, {0x2e80, 0x303e, 2}, {0x3041, 0x33ff, 2},
  {0x3400, 0x4dbf, 2}, {0x4e00, 0x9fff, 2}, {0xa000, 0xa4cf, 2}, {0xac00, 0xd7a3, 2}, {0xf900, 0xfaff, 2},
  {0xfe00, 0xfe0f, 0}, {0xfe30, 0xfe6f, 2}, {0xff00, 0xff60, 2}, {0xffe0, 0xffe6, 2}, {0x1f300, 0x1f64f, 2},
  {0x1f680, 0x1f6ff, 2}, {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2},
};

static size_t width_of(uint32_t c) {
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (c >= ranges[i].first && c <= ranges[i].last) return ranges[i].width;
  return 1;
}

// A tab goes to the next multiple of 8; a control character is shown as ^X, a byte that is no character as
// \xff.
size_t cell_width(const struct line *line, size_t at, size_t column, size_t *bytes) {
  unsigned char first = (unsigned char)line->bytes[at];
  *bytes = 1;
  if (first == '\t') return 8 - column % 8;
  if (first < ' ' || first == 127) return 2;
  if (first < 0x80) return 1;
  *bytes = next_character(line->bytes, line->length, at);
  return *bytes == 1 ? 4 : width_of(decode(line->bytes + at, *bytes));
}

size_t column_of(const struct line *line, size_t at) {
  size_t column = 0, bytes;
  for (size_t i = 0; i < at; i += bytes) column += cell_width(line, i, column, &bytes);
  return column;
}

size_t at_column(const struct line *line, size_t column) {
  size_t at = 0, here = 0, bytes;
  while (at < line->length) {
    here += cell_width(line, at, here, &bytes);
    if (here > column) break;
    at += bytes;
  }
  return at;
}

bool is_word(const struct line *line, size_t at) {
  unsigned char c = (unsigned char)line->bytes[at];
  return isalnum(c) || c == '_' || c >= 0x80;
}
