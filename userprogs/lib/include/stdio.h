// Streams: files with a buffer, and formatted output.
//
// printf knows the conversions d i u o x X c s p n m % with all their flags, widths, precisions and lengths
// (hh h l ll z t j). It has none for floating point: the machine has no F and D extensions yet, so a program
// cannot calculate with a double at all.
#ifndef _STDIO_H
#define _STDIO_H

#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct _FILE FILE;

#define EOF (-1)
#define BUFSIZ 4096
#define FILENAME_MAX 4096
#define FOPEN_MAX 1024
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

#ifndef SEEK_SET
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#endif

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

#endif
