// The scanf functions that read from memory.

#include <stdio.h>
#include "scan.h"

struct text_source {
  struct source source;
  const char *text;
};

static int next(struct source *base) {
  struct text_source *source = (struct text_source *)base;
  return *source->text == 0 ? -1 : (unsigned char)*source->text++;
}

static void push_back(struct source *base, int character) {
  (void)character;
  ((struct text_source *)base)->text--;
}

int vsscanf(const char *restrict text, const char *restrict format, va_list arguments) {
  struct text_source source = {{next, push_back}, text};
  return __scan(&source.source, format, arguments);
}

int sscanf(const char *restrict text, const char *restrict format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int count = vsscanf(text, format, arguments);
  va_end(arguments);
  return count;
}
