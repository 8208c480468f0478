// errno: the number of the last error, set by functions that report one.
#ifndef _ERRNO_H
#define _ERRNO_H

#include <bits/errno.h>

int *__errno_location(void);

// A macro and a function, so that each thread can have a number of its own.
#define errno (*__errno_location())

// What the program was called as, and the last part of that.
extern char *program_invocation_name, *program_invocation_short_name;

#endif
