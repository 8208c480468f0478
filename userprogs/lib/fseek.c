// Where a stream stands in its file.

#include <errno.h>
#include <unistd.h>
#include "file.h"

int fseeko(FILE *stream, off_t offset, int origin) {
  LOCKED(stream);
  if (fflush(stream) == EOF) return -1;
  if (__stream_seek(stream, offset, origin) < 0) return -1;
  stream->at_end = false;
  return 0;
}

// The file's position is ahead of the stream's by what was read too much, and behind it by what waits to be
// written.
off_t ftello(FILE *stream) {
  LOCKED(stream);
  bool appends = stream->is_append && stream->direction == DIRECTION_WRITE;
  off_t place = __stream_seek(stream, 0, appends ? SEEK_END : SEEK_CUR);
  if (place < 0) return -1;
  if (stream->direction == DIRECTION_READ) return place - (off_t)(stream->end - stream->position);
  if (stream->direction == DIRECTION_WRITE) return place + (off_t)stream->position;
  return place;
}

int fseek(FILE *stream, long offset, int origin) { return fseeko(stream, offset, origin); }
long ftell(FILE *stream) { return ftello(stream); }

void rewind(FILE *stream) {
  fseeko(stream, 0, SEEK_SET);
  stream->has_failed = false;
}

int fgetpos(FILE *restrict stream, fpos_t *restrict place) {
  off_t offset = ftello(stream);
  if (offset < 0) return -1;
  *place = offset;
  return 0;
}

int fsetpos(FILE *stream, const fpos_t *place) { return fseeko(stream, *place, SEEK_SET); }
