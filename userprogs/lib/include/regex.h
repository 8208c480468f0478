// Regular expressions, as POSIX has them.
//
// Basic ones are those of grep: \( \) \{ \} and, as in GNU, \+ \? \|. Extended ones (REG_EXTENDED) are those
// of grep -E. Both know \1 to \9, \< \> \b \B \w \W \s \S, and sets such as [[:alpha:]_].
//
// The match is the leftmost, and of those the longest. Its time is at most the product of the lengths of the
// text and the expression; only expressions with \1 to \9 may take longer, and give up with REG_ESPACE.
#ifndef _REGEX_H
#define _REGEX_H

#include <stddef.h>

#define REG_EXTENDED 1
#define REG_ICASE 2
#define REG_NEWLINE 4  // . and [^x] match no newline; ^ and $ match at each
#define REG_NOSUB 8    // only whether, not where

#define REG_NOTBOL 1    // the text's beginning is not a line's
#define REG_NOTEOL 2
#define REG_STARTEND 4  // the text is from matches[0].rm_so to rm_eo, and may contain null bytes

enum {
  REG_NOERROR, REG_NOMATCH, REG_BADPAT, REG_ECOLLATE, REG_ECTYPE, REG_EESCAPE, REG_ESUBREG, REG_EBRACK,
  REG_EPAREN, REG_EBRACE, REG_BADBR, REG_ERANGE, REG_ESPACE, REG_BADRPT, REG_EEND, REG_ESIZE, REG_ERPAREN
};

#define RE_DUP_MAX 0x7fff

typedef int regoff_t;

typedef struct {
  size_t re_nsub;  // how many groups there are
  struct regex_program *program;
} regex_t;

typedef struct {
  regoff_t rm_so;
  regoff_t rm_eo;
} regmatch_t;

int regcomp(regex_t *restrict expression, const char *restrict pattern, int flags);
int regexec(
  const regex_t *restrict expression, const char *restrict text, size_t match_count,
  regmatch_t *restrict matches, int flags);
size_t regerror(int error, const regex_t *restrict expression, char *restrict text, size_t size);
void regfree(regex_t *expression);

#endif
