// The printf functions that write into memory.

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "format.h"

// A sink that keeps what fits.
struct text_sink {
  struct sink sink;
  char *text;
  size_t room;
};

static void keep(struct sink *base, const char *text, size_t size) {
  struct text_sink *sink = (struct text_sink *)base;
  if (size > sink->room) size = sink->room;
  memcpy(sink->text, text, size);
  sink->text += size;
  sink->room -= size;
}

int vsnprintf(char *restrict text, size_t size, const char *restrict format, va_list arguments) {
  struct text_sink sink = {{keep}, text, size > 0 ? size - 1 : 0};
  int length = __format(&sink.sink, format, arguments);
  if (size > 0) *sink.text = 0;
  return length;
}

int vsprintf(char *restrict text, const char *restrict format, va_list arguments) {
  return vsnprintf(text, INT_MAX, format, arguments);
}

// Formats twice: the first time only to learn the length.
int vasprintf(char **restrict text, const char *restrict format, va_list arguments) {
  int length = vsnprintf(0, 0, format, arguments);
  if (length < 0) return -1;
  *text = malloc((size_t)length + 1);
  return *text == 0 ? -1 : vsnprintf(*text, (size_t)length + 1, format, arguments);
}

int snprintf(char *restrict text, size_t size, const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, size, format, arguments);
  va_end(arguments);
  return length;
}

int sprintf(char *restrict text, const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsprintf(text, format, arguments);
  va_end(arguments);
  return length;
}

int asprintf(char **restrict text, const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vasprintf(text, format, arguments);
  va_end(arguments);
  return length;
}
