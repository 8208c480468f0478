// Opening and closing streams.

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "file.h"

// What a mode such as "r+" lets the stream do, and the flags for open. False, and EINVAL, if it is none.
bool __parse_mode(FILE *stream, const char *mode, int *flags) {
  bool both = strchr(mode, '+') != 0;
  switch (*mode) {
    case 'r': *flags = 0; break;
    case 'w': *flags = O_CREAT | O_TRUNC; break;
    case 'a': *flags = O_CREAT | O_APPEND; break;
    default: errno = EINVAL; return false;
  }
  stream->can_read = both || *mode == 'r';
  stream->can_write = both || *mode != 'r';
  stream->is_append = *mode == 'a';
  *flags |= both ? O_RDWR : stream->can_write ? O_WRONLY : O_RDONLY;
  if (strchr(mode, 'x') != 0) *flags |= O_EXCL;
  if (strchr(mode, 'e') != 0) *flags |= O_CLOEXEC;
  return true;
}

bool __open_stream(FILE *stream, const char *path, const char *mode) {
  int flags;
  if (!__parse_mode(stream, mode, &flags)) return false;
  stream->descriptor = open(path, flags, 0666);
  return stream->descriptor >= 0;
}

FILE *__new_stream(void) {
  FILE *stream = calloc(1, sizeof *stream);
  if (stream != 0) stream->owns_itself = true;
  return stream;
}

FILE *fopen(const char *restrict path, const char *restrict mode) {
  FILE *stream = __new_stream();
  if (stream != 0 && __open_stream(stream, path, mode)) return stream;
  free(stream);
  return 0;
}

FILE *fdopen(int descriptor, const char *mode) {
  int flags;
  FILE *stream = __new_stream();
  if (stream != 0 && __parse_mode(stream, mode, &flags)) {
    stream->descriptor = descriptor;
    return stream;
  }
  free(stream);
  return 0;
}

// Writes out the rest, closes the file, and gives the buffer back. The FILE itself stays.
static int shut(FILE *stream) {
  if (stream->child != 0) __forget_command(stream);
  int flushed = fflush(stream);
  int closed = __stream_close(stream);
  __unlist(stream);
  if (stream->owns_buffer) free(stream->buffer - PUSH_BACK);
  return flushed == EOF || closed < 0 ? EOF : 0;
}

int fclose(FILE *stream) {
  int result = shut(stream);
  if (stream->owns_itself) free(stream);
  return result;
}

// The new file must have the old one's descriptor: other programs know standard output by its number.
static bool keep_number(FILE *stream, int number) {
  if (stream->descriptor == number) return true;
  bool closes = (fcntl(stream->descriptor, F_GETFD) & FD_CLOEXEC) != 0;
  int result = dup3(stream->descriptor, number, closes ? O_CLOEXEC : 0);
  close(stream->descriptor);
  stream->descriptor = number;
  return result >= 0;
}

FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict stream) {
  int old = stream->descriptor;
  bool owns_itself = stream->owns_itself;
  shut(stream);
  *stream = (FILE){.owns_itself = owns_itself};
  if (__open_stream(stream, path, mode) && keep_number(stream, old)) return stream;
  if (owns_itself) free(stream);
  return 0;
}
