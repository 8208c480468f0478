// Comparison without regard to case, and the lowest bit.
#ifndef _STRINGS_H
#define _STRINGS_H

#include <stddef.h>

int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t limit);
// The place of the lowest bit that is set, from 1; 0 if there is none.
int ffs(int value);
int ffsl(long value);
int ffsll(long long value);

// Older names.
void bzero(void *memory, size_t size);
void bcopy(const void *from, void *to, size_t size);
int bcmp(const void *a, const void *b, size_t size);
char *index(const char *text, int character);
char *rindex(const char *text, int character);

#endif
