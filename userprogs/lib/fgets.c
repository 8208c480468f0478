// fgets, getline: reading lines.

#include <stdlib.h>
#include <string.h>
#include "file.h"

// What can be taken from the buffer at once: up to and with the delimiter, at most `limit` bytes. 0 at the
// end.
static size_t next_piece(FILE *stream, int delimiter, size_t limit) {
  if (stream->position == stream->end && !__fill(stream)) return 0;
  const unsigned char *first = stream->buffer + stream->position;
  size_t size = stream->end - stream->position;
  if (size > limit) size = limit;
  const unsigned char *found = memchr(first, delimiter, size);
  return found == 0 ? size : (size_t)(found - first) + 1;
}

// Copies a piece that next_piece found; true if a line ends with it.
static bool take(FILE *stream, char *to, size_t size, int delimiter) {
  memcpy(to, stream->buffer + stream->position, size);
  stream->position += size;
  return to[size - 1] == (char)delimiter;
}

// Reads a line with its newline, but at most size - 1 characters; null at the end of the file or after an
// error.
char *fgets(char *restrict line, int size, FILE *restrict stream) {
  LOCKED(stream);
  if (size < 1 || !__start_reading(stream)) return 0;
  size_t length = 0, limit = (size_t)size - 1;
  while (length < limit) {
    size_t piece = next_piece(stream, '\n', limit - length);
    if (piece == 0) break;
    bool is_line = take(stream, line + length, piece, '\n');
    length += piece;
    if (is_line) break;
  }
  line[length] = 0;
  return (length == 0 && limit > 0) || stream->has_failed ? 0 : line;
}

// Doubles the caller's buffer until it holds `size` bytes.
static bool make_room(char **line, size_t *capacity, size_t size) {
  if (*line != 0 && *capacity >= size) return true;
  size_t larger = *line == 0 || *capacity < 64 ? 128 : *capacity;
  while (larger < size) larger *= 2;
  char *memory = realloc(*line, larger);
  if (memory == 0) return false;
  *line = memory;
  *capacity = larger;
  return true;
}

// Reads up to and with the delimiter, however long, into memory that grows as it must; the caller frees it.
// Returns the length, or -1 at the end of the file or after an error.
ssize_t getdelim(char **restrict line, size_t *restrict capacity, int delimiter, FILE *restrict stream) {
  LOCKED(stream);
  if (!__start_reading(stream)) return -1;
  size_t length = 0, piece;
  bool is_line = false;
  while (!is_line && (piece = next_piece(stream, delimiter, (size_t)-1)) > 0) {
    if (!make_room(line, capacity, length + piece + 1)) return -1;
    is_line = take(stream, *line + length, piece, delimiter);
    length += piece;
  }
  if (length == 0) return -1;
  (*line)[length] = 0;
  return (ssize_t)length;
}

ssize_t getline(char **restrict line, size_t *restrict capacity, FILE *restrict stream) {
  return getdelim(line, capacity, '\n', stream);
}
