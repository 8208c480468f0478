// Sets in brackets: [abc] [a-z] [^a-z] [[:digit:]_].

#include <ctype.h>
#include <string.h>
#include "regex_program.h"

static void put(uint8_t *set, int c, int flags) {
  regex_put(set, (unsigned char)c);
  if ((flags & REG_ICASE) == 0) return;
  regex_put(set, (unsigned char)tolower(c));
  regex_put(set, (unsigned char)toupper(c));
}

// [:name:], from behind the first bracket and colon. 0 or an error.
static int read_class(const char **pattern, uint8_t *set, int flags) {
  static const struct {
    const char *name;
    int (*test)(int);
  } classes[] = {
    {"alpha", isalpha}, {"digit", isdigit}, {"alnum", isalnum}, {"space", isspace},
    {"upper", isupper}, {"lower", islower}, {"punct", ispunct}, {"xdigit", isxdigit},
    {"blank", isblank}, {"print", isprint}, {"cntrl", iscntrl}, {"graph", isgraph},
  };
  const char *end = strstr(*pattern, ":]");
  if (end == 0) return REG_EBRACK;
  size_t length = (size_t)(end - *pattern);
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    if (strlen(classes[i].name) != length || memcmp(classes[i].name, *pattern, length) != 0) continue;
    for (int c = 0; c < 128; c++)
      if (classes[i].test(c)) put(set, c, flags);
    *pattern = end + 2;
    return 0;
  }
  return REG_ECTYPE;
}

// One member, or an end of a range: a byte, or [.x.] or [=x=], which name a byte in other ways.
static int read_member(const char **pattern, int *member) {
  const char *p = *pattern;
  if (p[0] == '[' && (p[1] == '.' || p[1] == '=')) {
    if (p[2] == 0) return REG_EBRACK;
    if (p[3] != p[1] || p[4] != ']') return REG_ECOLLATE;
    *member = (unsigned char)p[2];
    *pattern = p + 5;
    return 0;
  }
  if (*p == 0) return REG_EBRACK;
  *member = (unsigned char)*p;
  *pattern = p + 1;
  return 0;
}

static int read_range(const char **pattern, uint8_t *set, int flags) {
  int low, high, error = read_member(pattern, &low);
  if (error != 0) return error;
  high = low;
  if ((*pattern)[0] == '-' && (*pattern)[1] != ']') {
    ++*pattern;
    error = read_member(pattern, &high);
    if (error != 0) return error;
    if (high < low) return REG_ERANGE;
  }
  for (int c = low; c <= high; c++) put(set, c, flags);
  return 0;
}

int __regex_read_set(const char **pattern, uint8_t *set, int flags) {
  memset(set, 0, sizeof(regex_set));
  bool is_negated = **pattern == '^';
  if (is_negated) ++*pattern;
  for (bool is_first = true; **pattern != ']' || is_first; is_first = false) {
    bool is_class = (*pattern)[0] == '[' && (*pattern)[1] == ':';
    if (is_class) *pattern += 2;
    int error = is_class ? read_class(pattern, set, flags) : read_range(pattern, set, flags);
    if (error != 0) return error;
  }
  ++*pattern;
  if (!is_negated) return 0;
  for (size_t i = 0; i < sizeof(regex_set); i++) set[i] = (uint8_t)~set[i];
  if ((flags & REG_NEWLINE) != 0) set['\n' / 8] &= (uint8_t)~(1 << '\n' % 8);
  return 0;
}
