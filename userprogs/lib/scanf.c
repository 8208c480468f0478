// The scanf functions that read from a stream.

#include "file.h"
#include "scan.h"

struct stream_source {
  struct source source;
  FILE *stream;
};

static int next(struct source *source) { return getc_unlocked(((struct stream_source *)source)->stream); }

static void push_back(struct source *source, int character) {
  ungetc(character, ((struct stream_source *)source)->stream);
}

int vfscanf(FILE *restrict stream, const char *restrict format, va_list arguments) {
  LOCKED(stream);
  struct stream_source source = {{next, push_back}, stream};
  return __scan(&source.source, format, arguments);
}

int vscanf(const char *restrict format, va_list arguments) { return vfscanf(stdin, format, arguments); }

int fscanf(FILE *restrict stream, const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int count = vfscanf(stream, format, arguments);
  va_end(arguments);
  return count;
}

int scanf(const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int count = vfscanf(stdin, format, arguments);
  va_end(arguments);
  return count;
}
