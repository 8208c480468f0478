// fwrite, putc, puts: writing bytes and strings.

#include <string.h>
#include "file.h"

size_t fwrite(const void *restrict memory, size_t size, size_t count, FILE *restrict stream) {
  LOCKED(stream);
  size_t total = size * count;
  return total == 0 ? 0 : __put(stream, memory, total) / size;
}

int putc_unlocked(int character, FILE *stream) {
  unsigned char byte = (unsigned char)character;
  // The usual case, a byte into a buffer that has room, without a detour.
  bool has_room = stream->direction == DIRECTION_WRITE && stream->position < stream->capacity;
  if (has_room && stream->buffering == BUFFER_FULL) return stream->buffer[stream->position++] = byte;
  return __put(stream, &byte, 1) == 1 ? byte : EOF;
}

int fputc(int character, FILE *stream) {
  LOCKED(stream);
  return putc_unlocked(character, stream);
}

int putc(int character, FILE *stream) { return fputc(character, stream); }
int putchar(int character) { return fputc(character, stdout); }
int putchar_unlocked(int character) { return putc_unlocked(character, stdout); }

int fputs(const char *restrict text, FILE *restrict stream) {
  LOCKED(stream);
  size_t length = strlen(text);
  return length == 0 || __put(stream, text, length) == length ? 1 : EOF;
}

int puts(const char *text) {
  LOCKED(stdout);
  return fputs(text, stdout) == EOF || putc_unlocked('\n', stdout) == EOF ? EOF : 1;
}
