// Files whose names match a pattern.
#ifndef _GLOB_H
#define _GLOB_H

#include <stddef.h>

#define GLOB_ERR 1          // stop at a directory that cannot be read
#define GLOB_MARK 2         // a slash after directories
#define GLOB_NOSORT 4
#define GLOB_DOOFFS 8       // gl_offs null pointers come before the paths
#define GLOB_NOCHECK 16     // the pattern itself where nothing matches
#define GLOB_APPEND 32      // add to what an earlier call found
#define GLOB_NOESCAPE 64    // a backslash stands for itself
#define GLOB_PERIOD 128     // wildcards match a period at the beginning, too
#define GLOB_ONLYDIR 8192

#define GLOB_NOSPACE 1
#define GLOB_ABORTED 2
#define GLOB_NOMATCH 3

typedef struct {
  size_t gl_pathc;
  char **gl_pathv;
  size_t gl_offs;
} glob_t;

// `fails` is told of directories that cannot be read, and stops the search by returning something but 0.
int glob(const char *restrict pattern, int flags, int (*fails)(const char *, int), glob_t *restrict result);
void globfree(glob_t *result);

#endif
