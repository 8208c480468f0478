// What the library's own files share and programs do not see.
#ifndef INTERNAL_H
#define INTERNAL_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// A function that a program may have one of its own of: many names of POSIX are ordinary words.
#define WEAK __attribute__((weak))

// One pair of the auxiliary vector; the keys are in bits/auxv.h.
struct auxiliary {
  unsigned long key;
  unsigned long value;
};

// argv, with a null behind the last.
extern char **__arguments;

// Gives the first thread its thread-local variables.
void __start_threads(void);

// Writes a message to standard error past all buffers, and dies by SIGABRT: for errors after which nothing
// can be trusted.
_Noreturn void __fatal(const char *message);

// Writes out every stream; exit calls it if the program has streams at all.
void __flush_all(void) __attribute__((weak));

// What fork does around the call so that the child finds the library whole: takes malloc's lock before
// (`is_done` is 0) and gives it back after.
void __fork_malloc(int is_done) __attribute__((weak));
// What the child does about the streams' locks and the other threads, which it does not have.
void __fork_streams(void) __attribute__((weak));
void __fork_threads(void) __attribute__((weak));

// Answers a negative result of a raw system call with -1 and errno, any other with itself.
long __syscall_error(long result);
static inline long __checked(long result) { return result < 0 ? __syscall_error(result) : result; }

#endif
