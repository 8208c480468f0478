// The engine of the scanf family.
#ifndef SCAN_H
#define SCAN_H

#include <stdarg.h>

// Where characters come from: `next` gives one, or -1 at the end; `push_back` takes the last one back.
struct source {
  int (*next)(struct source *source);
  void (*push_back)(struct source *source, int character);
};

// Reads as the format says. Returns how many values it stored, or EOF if the text ended before the first.
int __scan(struct source *source, const char *format, va_list arguments);

#endif
