// Bytes in memory, and strings: bytes up to a zero.
#ifndef _STRING_H
#define _STRING_H

#include <stddef.h>
#include <strings.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *mempcpy(void *restrict to, const void *restrict from, size_t size);
void *memccpy(void *restrict to, const void *restrict from, int last, size_t size);
void *memset(void *memory, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);
void *memchr(const void *memory, int byte, size_t size);
void *memrchr(const void *memory, int byte, size_t size);
void *memmem(const void *memory, size_t size, const void *wanted, size_t wanted_size);

size_t strlen(const char *text);
size_t strnlen(const char *text, size_t limit);
char *strcpy(char *restrict to, const char *restrict from);
char *stpcpy(char *restrict to, const char *restrict from);
char *strncpy(char *restrict to, const char *restrict from, size_t size);
char *stpncpy(char *restrict to, const char *restrict from, size_t size);
size_t strlcpy(char *restrict to, const char *restrict from, size_t size);
char *strcat(char *restrict to, const char *restrict from);
char *strncat(char *restrict to, const char *restrict from, size_t limit);
size_t strlcat(char *restrict to, const char *restrict from, size_t size);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t limit);
int strcoll(const char *a, const char *b);
size_t strxfrm(char *restrict to, const char *restrict from, size_t size);
char *strchr(const char *text, int character);
char *strrchr(const char *text, int character);
char *strchrnul(const char *text, int character);
char *strstr(const char *text, const char *wanted);
char *strcasestr(const char *text, const char *wanted);
size_t strspn(const char *text, const char *accepted);
size_t strcspn(const char *text, const char *rejected);
char *strpbrk(const char *text, const char *accepted);
char *strtok(char *restrict text, const char *restrict separators);
char *strtok_r(char *restrict text, const char *restrict separators, char **restrict rest);
char *strsep(char **text, const char *separators);
char *strdup(const char *text);
char *strndup(const char *text, size_t limit);
#define strdupa(text) __builtin_strcpy(__builtin_alloca(__builtin_strlen(text) + 1), text)
// What an error number or a signal means; an unknown number's text is overwritten by the thread's next call.
char *strerror(int error);
// As in GNU: returns the text, which is in `text` only if the number is unknown.
char *strerror_r(int error, char *text, size_t size);
const char *strerrorname_np(int error);
const char *strerrordesc_np(int error);
char *strsignal(int signal);
const char *sigabbrev_np(int signal);
const char *sigdescr_np(int signal);
void explicit_bzero(void *memory, size_t size);
void *rawmemchr(const void *memory, int byte);
#ifndef basename  // libgen.h has another
char *basename(const char *path);
#endif

#endif
