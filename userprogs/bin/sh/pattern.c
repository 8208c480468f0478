// Patterns on text: `case`, and the ends that ${x#...} and ${x%...} take away.
#include "sh.h"

#include <fnmatch.h>
#include <string.h>

bool pattern_matches(const char *pattern, const char *text) { return fnmatch(pattern, text, 0) == 0; }

static bool matches_part(const char *pattern, const char *text, size_t length) {
  struct arena_mark mark = arena_mark(scratch);
  bool result = pattern_matches(pattern, arena_copy(scratch, text, length));
  arena_release(scratch, mark);
  return result;
}

// # from the beginning, % from the end; in scratch.
char *remove_match(const char *text, const char *pattern, char operation, bool is_longest) {
  size_t length = strlen(text);
  for (size_t i = 0; i <= length; i++) {
    size_t size = is_longest ? length - i : i;
    if (operation == '#' && matches_part(pattern, text, size))
      return arena_copy(scratch, text + size, length - size);
    if (operation == '%' && pattern_matches(pattern, text + length - size))
      return arena_copy(scratch, text, length - size);
  }
  return arena_copy(scratch, text, length);
}
