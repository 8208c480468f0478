// Choosing a stream's buffer, and its small questions.

#include <errno.h>
#include "file.h"

// Before the stream is first used. A buffer of the caller's own must hold more than the PUSH_BACK bytes that
// ungetc wants; a smaller one is not used.
int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size) {
  if (mode != _IOFBF && mode != _IOLBF && mode != _IONBF) {
    errno = EINVAL;
    return -1;
  }
  LOCKED(stream);
  fflush(stream);
  stream->buffering = mode == _IOFBF ? BUFFER_FULL : mode == _IOLBF ? BUFFER_LINE : BUFFER_NONE;
  if (stream->owns_buffer) return 0;
  if (mode == _IONBF) {
    stream->buffer = stream->small + PUSH_BACK;
    stream->capacity = 1;
  } else if (buffer != 0 && size > PUSH_BACK) {
    stream->buffer = (unsigned char *)buffer + PUSH_BACK;
    stream->capacity = size - PUSH_BACK;
  }
  return 0;
}

void setbuf(FILE *restrict stream, char *restrict buffer) {
  setvbuf(stream, buffer, buffer != 0 ? _IOFBF : _IONBF, BUFSIZ);
}

void setlinebuf(FILE *stream) { setvbuf(stream, 0, _IOLBF, 0); }

int fileno(FILE *stream) { return stream->descriptor; }
int feof(FILE *stream) { return stream->at_end; }
int ferror(FILE *stream) { return stream->has_failed; }

void clearerr(FILE *stream) { stream->at_end = stream->has_failed = false; }
