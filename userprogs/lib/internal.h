// What the library's own files share and programs do not see.
#ifndef INTERNAL_H
#define INTERNAL_H

#include <stddef.h>
#include <stdio.h>

// One pair of the auxiliary vector; the keys are in bits/auxv.h.
struct auxiliary {
  unsigned long key;
  unsigned long value;
};

// The last component of argv[0].
extern const char *__program_name;

// Writes a message to standard error past all buffers, and dies: for errors after which nothing can be
// trusted.
_Noreturn void __fatal(const char *message);

// Writes out every stream; exit calls it if the program has streams at all.
void __flush_all(void) __attribute__((weak));

#endif
