#ifndef _LIBGEN_H
#define _LIBGEN_H

char *dirname(char *path);

// POSIX's, which changes the path; without this header, string.h has another, which does not.
char *__xpg_basename(char *path);
#define basename __xpg_basename

#endif
