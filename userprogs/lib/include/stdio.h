// Streams: files with a buffer, and formatted output and input.
//
// printf knows the conversions d i u o x X c s p n m % with all their flags, widths, precisions and lengths
// (hh h l ll z t j). It has none for floating point: the machine has no F and D extensions yet, so a program
// cannot calculate with a double at all. scanf knows d i u o x X c s [ p n %, again without floating point.
//
// Each function locks its stream while it works, once the program has several threads.
#ifndef _STDIO_H
#define _STDIO_H

#include <stdarg.h>
#include <bits/access.h>
#include <bits/rename.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct _FILE FILE;
typedef off_t fpos_t;

#define EOF (-1)
#define BUFSIZ 4096
#define FILENAME_MAX 4096
#define FOPEN_MAX 1024
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

#define L_tmpnam 20
#define L_ctermid 9
#define TMP_MAX 238328
#define P_tmpdir "/tmp"

extern FILE *const stdin;
extern FILE *const stdout;
extern FILE *const stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr

FILE *fopen(const char *restrict path, const char *restrict mode);
FILE *fdopen(int descriptor, const char *mode);
FILE *freopen(const char *restrict path, const char *restrict mode, FILE *restrict stream);
int fclose(FILE *stream);
int fflush(FILE *stream);
int setvbuf(FILE *restrict stream, char *restrict buffer, int mode, size_t size);
void setbuf(FILE *restrict stream, char *restrict buffer);
void setlinebuf(FILE *stream);
int fileno(FILE *stream);
FILE *tmpfile(void);

// Streams without a file: memory, memory that grows, and whatever four functions of the program's own do
// (each may be null).
typedef ssize_t cookie_read_function_t(void *cookie, char *bytes, size_t size);
typedef ssize_t cookie_write_function_t(void *cookie, const char *bytes, size_t size);
typedef int cookie_seek_function_t(void *cookie, off64_t *offset, int origin);
typedef int cookie_close_function_t(void *cookie);
typedef struct {
  cookie_read_function_t *read;
  cookie_write_function_t *write;
  cookie_seek_function_t *seek;
  cookie_close_function_t *close;
} cookie_io_functions_t;
FILE *fopencookie(void *restrict cookie, const char *restrict mode, cookie_io_functions_t functions);
FILE *fmemopen(void *restrict memory, size_t size, const char *restrict mode);
// After fflush or fclose, `*text` is what was written, with a null byte behind it; the caller frees it.
FILE *open_memstream(char **text, size_t *size);

// A command of the shell, and a pipe to its input ("w") or from its output ("r"). pclose returns its wait
// status.
FILE *popen(const char *command, const char *mode);
// The path of the terminal that controls the caller, whichever it is.
char *ctermid(char *name);
int pclose(FILE *stream);

int remove(const char *path);
int rename(const char *from, const char *to);
int renameat(int from_directory, const char *from, int to_directory, const char *to);
int renameat2(int from_directory, const char *from, int to_directory, const char *to, unsigned flags);

// A thread may keep a stream for several calls.
void flockfile(FILE *stream);
int ftrylockfile(FILE *stream);
void funlockfile(FILE *stream);
int getc_unlocked(FILE *stream);
int getchar_unlocked(void);
int putc_unlocked(int character, FILE *stream);
int putchar_unlocked(int character);

size_t fread(void *restrict memory, size_t size, size_t count, FILE *restrict stream);
size_t fwrite(const void *restrict memory, size_t size, size_t count, FILE *restrict stream);
int fgetc(FILE *stream);
int getc(FILE *stream);
int getchar(void);
int ungetc(int character, FILE *stream);
char *fgets(char *restrict line, int size, FILE *restrict stream);
ssize_t getline(char **restrict line, size_t *restrict capacity, FILE *restrict stream);
ssize_t getdelim(char **restrict line, size_t *restrict capacity, int delimiter, FILE *restrict stream);
int fputc(int character, FILE *stream);
int putc(int character, FILE *stream);
int putchar(int character);
int fputs(const char *restrict text, FILE *restrict stream);
int puts(const char *text);

int fseek(FILE *stream, long offset, int origin);
int fseeko(FILE *stream, off_t offset, int origin);
long ftell(FILE *stream);
off_t ftello(FILE *stream);
void rewind(FILE *stream);
int fgetpos(FILE *restrict stream, fpos_t *restrict place);
int fsetpos(FILE *stream, const fpos_t *place);

int feof(FILE *stream);
int ferror(FILE *stream);
void clearerr(FILE *stream);
void perror(const char *message);

#define _FORMAT(place, first) __attribute__((__format__(__printf__, place, first)))
int printf(const char *restrict format, ...) _FORMAT(1, 2);
int fprintf(FILE *restrict stream, const char *restrict format, ...) _FORMAT(2, 3);
int dprintf(int descriptor, const char *restrict format, ...) _FORMAT(2, 3);
int sprintf(char *restrict text, const char *restrict format, ...) _FORMAT(2, 3);
int snprintf(char *restrict text, size_t size, const char *restrict format, ...) _FORMAT(3, 4);
int asprintf(char **restrict text, const char *restrict format, ...) _FORMAT(2, 3);
int vprintf(const char *restrict format, va_list arguments) _FORMAT(1, 0);
int vfprintf(FILE *restrict stream, const char *restrict format, va_list arguments) _FORMAT(2, 0);
int vdprintf(int descriptor, const char *restrict format, va_list arguments) _FORMAT(2, 0);
int vsprintf(char *restrict text, const char *restrict format, va_list arguments) _FORMAT(2, 0);
int vsnprintf(char *restrict text, size_t size, const char *restrict format, va_list arguments) _FORMAT(3, 0);
int vasprintf(char **restrict text, const char *restrict format, va_list arguments) _FORMAT(2, 0);
#undef _FORMAT

#define _FORMAT(place, first) __attribute__((__format__(__scanf__, place, first)))
int scanf(const char *restrict format, ...) _FORMAT(1, 2);
int fscanf(FILE *restrict stream, const char *restrict format, ...) _FORMAT(2, 3);
int sscanf(const char *restrict text, const char *restrict format, ...) _FORMAT(2, 3);
int vscanf(const char *restrict format, va_list arguments) _FORMAT(1, 0);
int vfscanf(FILE *restrict stream, const char *restrict format, va_list arguments) _FORMAT(2, 0);
int vsscanf(const char *restrict text, const char *restrict format, va_list arguments) _FORMAT(2, 0);
#undef _FORMAT

#endif
