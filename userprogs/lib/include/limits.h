// The ranges of the integer types, and of what the system counts.
#ifndef _LIMITS_H
#define _LIMITS_H

#include_next <limits.h>

#define PATH_MAX 4096
#define NAME_MAX 255
#define PIPE_BUF 4096
#define ARG_MAX 131072
#define SSIZE_MAX LONG_MAX

#endif
