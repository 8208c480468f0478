// fnmatch: * any characters, ? any one, [a-z] one of a set, \ the next character for itself.
//
// The time is at most the product of the lengths: where a star fails, only the last one is tried longer,
// since whatever an earlier star could do differently the last one can do too.

#include <ctype.h>
#include <fnmatch.h>
#include <stdbool.h>
#include <string.h>

static int fold(int c, int flags) { return (flags & FNM_CASEFOLD) != 0 ? tolower(c) : c; }

// [:alpha:] and its like, from behind the first bracket and colon. Returns the place after it, or null if it
// is none; `*has` is whether the character belongs to it.
static const char *class_ends(const char *p, int c, bool *has) {
  static const struct {
    const char *name;
    int (*test)(int);
  } classes[] = {
    {"alpha:]", isalpha}, {"digit:]", isdigit}, {"alnum:]", isalnum}, {"space:]", isspace},
    {"upper:]", isupper}, {"lower:]", islower}, {"punct:]", ispunct}, {"xdigit:]", isxdigit},
    {"blank:]", isblank}, {"print:]", isprint}, {"cntrl:]", iscntrl}, {"graph:]", isgraph},
  };
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    size_t length = strlen(classes[i].name);
    if (strncmp(p, classes[i].name, length) != 0) continue;
    *has |= classes[i].test(c) != 0;
    return p + length;
  }
  return 0;
}

// One end of a range; a backslash takes the next character for itself.
static const char *set_member(const char *p, int flags, int *member) {
  if (*p == '\\' && (flags & FNM_NOESCAPE) == 0 && p[1] != 0) p++;
  *member = (unsigned char)*p;
  return p + 1;
}

// Whether the character is in the set behind the bracket. Returns the place after the set, or null if the
// bracket opens none.
static const char *set_ends(const char *p, int c, int flags, bool *has) {
  bool negated = *p == '!' || *p == '^';
  bool found = false;
  if (negated) p++;
  for (bool first = true; *p != ']' || first; first = false) {
    if (*p == 0 || (*p == '/' && (flags & FNM_PATHNAME) != 0)) return 0;
    if (p[0] == '[' && p[1] == ':') {
      const char *after = class_ends(p + 2, c, &found);
      if (after != 0) {
        p = after;
        continue;
      }
    }
    int low, high;
    p = set_member(p, flags, &low);
    high = low;
    if (p[0] == '-' && p[1] != ']' && p[1] != 0) p = set_member(p + 1, flags, &high);
    int other = (flags & FNM_CASEFOLD) != 0 ? (islower(c) ? toupper(c) : tolower(c)) : c;
    found |= (low <= c && c <= high) || (low <= other && other <= high);
  }
  *has = found != negated;
  return p + 1;
}

// Whether the period at `text` must be matched by a period.
static bool is_hidden(const char *text, const char *start, int flags) {
  if (*text != '.' || (flags & FNM_PERIOD) == 0) return false;
  return text == start || ((flags & FNM_PATHNAME) != 0 && text[-1] == '/');
}

// Matches one character; returns the place in the pattern after it, or null.
static const char *match_one(const char *p, const char *text, const char *start, int flags) {
  int c = (unsigned char)*text;
  bool is_slash = c == '/' && (flags & FNM_PATHNAME) != 0;
  bool has;
  switch (*p) {
    case '?': return is_slash || is_hidden(text, start, flags) ? 0 : p + 1;
    case '[': {
      const char *after = set_ends(p + 1, c, flags, &has);
      if (after == 0) break;  // the bracket stands for itself
      return has && !is_slash && !is_hidden(text, start, flags) ? after : 0;
    }
    case '\\':
      if ((flags & FNM_NOESCAPE) != 0) break;
      if (*++p == 0) return 0;  // a backslash at the end quotes nothing
  }
  return fold((unsigned char)*p, flags) == fold(c, flags) ? p + 1 : 0;
}

int fnmatch(const char *pattern, const char *text, int flags) {
  const char *p = pattern, *t = text;
  const char *star = 0, *star_text = 0;  // behind the last star, and what it has not yet taken
  for (;;) {
    if (*p == '*') {
      if (is_hidden(t, text, flags)) return FNM_NOMATCH;
      while (*p == '*') p++;
      star = p;
      star_text = t;
      continue;
    }
    if (*p == 0 && (*t == 0 || (*t == '/' && (flags & FNM_LEADING_DIR) != 0))) return 0;
    const char *next = *t != 0 && *p != 0 ? match_one(p, t, text, flags) : 0;
    if (next != 0) {
      p = next;
      t++;
      continue;
    }
    if (star == 0 || *star_text == 0) return FNM_NOMATCH;
    if (*star_text == '/' && (flags & FNM_PATHNAME) != 0) return FNM_NOMATCH;
    p = star;
    t = ++star_text;
  }
}
