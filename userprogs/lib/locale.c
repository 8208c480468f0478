// The locale, of which there is one: C. Programs that ask for the user's get it.
#include <limits.h>
#include <locale.h>
#include <string.h>

char *setlocale(int category, const char *name) {
  static const char *const known[] = {"", "C", "POSIX"};
  if (category < LC_CTYPE || category > LC_ALL) return 0;
  if (name == 0) return (char *)"C";
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(name, known[i]) == 0) return (char *)"C";
  return 0;
}

struct lconv *localeconv(void) {
  static char nothing[] = "", point[] = ".";
  static struct lconv conventions = {
    point, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing,
    CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
    CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
  };
  return &conventions;
}
