// Numbers from text, sorting, memory, and the end of the program.
#ifndef _STDLIB_H
#define _STDLIB_H

#include <alloca.h>
#include <stddef.h>
#include <sys/types.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7fffffff
#define MB_CUR_MAX 1

typedef struct {
  int quot;
  int rem;
} div_t;

typedef struct {
  long quot;
  long rem;
} ldiv_t;

typedef struct {
  long long quot;
  long long rem;
} lldiv_t;

int atoi(const char *text);
long atol(const char *text);
long long atoll(const char *text);
long strtol(const char *restrict text, char **restrict end, int base);
long long strtoll(const char *restrict text, char **restrict end, int base);
unsigned long strtoul(const char *restrict text, char **restrict end, int base);
unsigned long long strtoull(const char *restrict text, char **restrict end, int base);

int abs(int value);
long labs(long value);
long long llabs(long long value);
div_t div(int numerator, int denominator);
ldiv_t ldiv(long numerator, long denominator);
lldiv_t lldiv(long long numerator, long long denominator);

int rand(void);
void srand(unsigned seed);
int rand_r(unsigned *state);
long random(void);
void srandom(unsigned seed);
// The 48-bit generator that POSIX prescribes.
long lrand48(void);
long mrand48(void);
void srand48(long seed);
// Random bytes, from the seed that the kernel gave the program.
void arc4random_buf(void *memory, size_t size);
unsigned arc4random(void);

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void qsort_r(
  void *base, size_t count, size_t size, int (*compare)(const void *, const void *, void *), void *context);
void *bsearch(
  const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *));

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *memory, size_t size);
void *reallocarray(void *memory, size_t count, size_t size);
void *aligned_alloc(size_t alignment, size_t size);
int posix_memalign(void **result, size_t alignment, size_t size);
void free(void *memory);

char *getenv(const char *name);
char *secure_getenv(const char *name);
int setenv(const char *name, const char *value, int replaces);
int unsetenv(const char *name);
// The text, NAME=VALUE, becomes part of the environment itself.
int putenv(char *text);
int clearenv(void);

// New files and folders with a name of their own in place of the six X at the template's end.
int mkstemp(char *template);
// The master of a new pseudo terminal, what must be done before the other side can be opened, and that side's path.
int posix_openpt(int flags);
int getpt(void);
int grantpt(int master);
int unlockpt(int master);
char *ptsname(int master);
int ptsname_r(int master, char *name, size_t size);
int mkostemp(char *template, int flags);
char *mkdtemp(char *template);

// The path without symbolic links, `.` and `..`; with a null for `result`, in malloc's memory.
char *realpath(const char *restrict path, char *restrict result);

// Runs a command by /bin/sh and returns its wait status.
int system(const char *command);

int atexit(void (*function)(void));
_Noreturn void exit(int status);
_Noreturn void _Exit(int status);
_Noreturn void abort(void);

#endif
