// The printf functions that write to a stream or a descriptor.

#include "file.h"
#include "format.h"
#include <string.h>

// A sink that gathers text, so that a stream without a buffer gets it in large pieces.
struct stream_sink {
  struct sink sink;
  FILE *stream;
  size_t used;
  char gathered[256];
};

static void put_gathered(struct stream_sink *sink) {
  __put(sink->stream, sink->gathered, sink->used);
  sink->used = 0;
}

static void gather(struct sink *base, const char *text, size_t size) {
  struct stream_sink *sink = (struct stream_sink *)base;
  if (size > sizeof sink->gathered - sink->used) put_gathered(sink);
  if (size > sizeof sink->gathered) {
    __put(sink->stream, text, size);
    return;
  }
  memcpy(sink->gathered + sink->used, text, size);
  sink->used += size;
}

int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments) {
  LOCKED(stream);
  struct stream_sink sink = {.sink = {gather}, .stream = stream, .used = 0};
  bool failed_before = stream->has_failed;
  stream->has_failed = false;
  if (!__start_writing(stream)) return -1;
  int length = __format(&sink.sink, format, arguments);
  put_gathered(&sink);
  bool failed = stream->has_failed;
  stream->has_failed |= failed_before;
  return failed ? -1 : length;
}

int vprintf(const char *restrict format, va_list arguments) { return vfprintf(stdout, format, arguments); }

int vdprintf(int descriptor, const char *restrict format, va_list arguments) {
  FILE stream = {.descriptor = descriptor, .can_write = true, .buffering = BUFFER_NONE};
  int length = vfprintf(&stream, format, arguments);
  __unlist(&stream);
  return length;
}

int printf(const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vprintf(format, arguments);
  va_end(arguments);
  return length;
}

int fprintf(FILE *restrict stream, const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vfprintf(stream, format, arguments);
  va_end(arguments);
  return length;
}

int dprintf(int descriptor, const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vdprintf(descriptor, format, arguments);
  va_end(arguments);
  return length;
}
