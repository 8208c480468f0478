// Comparison without regard to case, and the lowest bit.
#ifndef _STRINGS_H
#define _STRINGS_H

#include <stddef.h>

int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t limit);
// The place of the lowest bit that is set, from 1; 0 if there is none.
int ffs(int value);

#endif
