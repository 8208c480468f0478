// Names that match a pattern of the shell.
#ifndef _FNMATCH_H
#define _FNMATCH_H

#define FNM_NOMATCH 1
#define FNM_PATHNAME 1    // a slash is matched only by a slash
#define FNM_NOESCAPE 2    // a backslash stands for itself
#define FNM_PERIOD 4      // a period at the beginning is matched only by a period
#define FNM_LEADING_DIR 8 // what comes after a slash behind the match does not count
#define FNM_CASEFOLD 16
#define FNM_FILE_NAME FNM_PATHNAME

// 0 if the text matches, else FNM_NOMATCH.
int fnmatch(const char *pattern, const char *text, int flags);

#endif
