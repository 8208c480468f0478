// fread, getc, ungetc: reading bytes.

#include <string.h>
#include "file.h"

int getc_unlocked(FILE *stream) {
  if (!__start_reading(stream)) return EOF;
  if (stream->position == stream->end && !__fill(stream)) return EOF;
  return stream->buffer[stream->position++];
}

int fgetc(FILE *stream) {
  LOCKED(stream);
  return getc_unlocked(stream);
}

int getc(FILE *stream) { return fgetc(stream); }
int getchar(void) { return fgetc(stdin); }
int getchar_unlocked(void) { return getc_unlocked(stdin); }

// Puts a byte back in front of what is to be read next; PUSH_BACK of them always have room.
int ungetc(int character, FILE *stream) {
  LOCKED(stream);
  if (character == EOF || !__start_reading(stream)) return EOF;
  if ((long)stream->position <= -PUSH_BACK) return EOF;
  stream->buffer[--stream->position] = (unsigned char)character;
  stream->at_end = false;
  return (unsigned char)character;
}

size_t fread(void *restrict memory, size_t size, size_t count, FILE *restrict stream) {
  LOCKED(stream);
  size_t wanted = size * count, done = 0;
  if (wanted == 0 || !__start_reading(stream)) return 0;
  while (done < wanted && (stream->position != stream->end || __fill(stream))) {
    size_t piece = stream->end - stream->position;
    if (piece > wanted - done) piece = wanted - done;
    memcpy((char *)memory + done, stream->buffer + stream->position, piece);
    stream->position += piece;
    done += piece;
  }
  return done / size;
}
