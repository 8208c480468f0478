// strtok and strsep: cut a string into pieces.

#include <string.h>

// Runs of separators count as one, and there are no empty pieces. The string is `text`, or null to go on with
// `rest`.
char *strtok_r(char *restrict text, const char *restrict separators, char **restrict rest) {
  if (text == 0) text = *rest;
  if (text == 0) return 0;
  text += strspn(text, separators);
  if (*text == 0) {
    *rest = 0;
    return 0;
  }
  char *end = strpbrk(text, separators);
  if (end != 0) *end++ = 0;
  *rest = end;
  return text;
}

char *strtok(char *restrict text, const char *restrict separators) {
  static char *rest;
  return strtok_r(text, separators, &rest);
}

// Every separator counts, so that pieces can be empty. `*text` moves on, and is null after the last piece.
char *strsep(char **text, const char *separators) {
  char *piece = *text;
  if (piece == 0) return 0;
  char *end = strpbrk(piece, separators);
  if (end != 0) *end++ = 0;
  *text = end;
  return piece;
}
