// The engine of the printf family.
#ifndef FORMAT_H
#define FORMAT_H

#include <stdarg.h>
#include <stddef.h>

// Where formatted text goes: `write` gets it in pieces and may drop it, but not fail.
struct sink {
  void (*write)(struct sink *sink, const char *text, size_t size);
};

// Formats into the sink. Returns the length of the whole text, or -1 with errno if that is more than an int
// can say.
int __format(struct sink *sink, const char *format, va_list arguments);

#endif
