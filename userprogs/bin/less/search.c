// Searching for regular expressions.

#include <regex.h>
#include "less.h"

static regex_t wanted;
static bool has_wanted, searches_back;

bool set_wanted(const char *text) {
  bool has_capital = false;
  for (const char *p = text; *p != 0; p++) has_capital |= *p >= 'A' && *p <= 'Z';
  if (has_wanted) regfree(&wanted);
  int flags = REG_EXTENDED | REG_NOSUB | (view.ignores_case && !has_capital ? REG_ICASE : 0);
  has_wanted = regcomp(&wanted, text, flags) == 0;
  if (!has_wanted) snprintf(view.message, sizeof view.message, "Invalid pattern");
  return has_wanted;
}

bool fits(size_t line) {
  char end = lines[line][lengths[line]];
  lines[line][lengths[line]] = 0;
  bool result = regexec(&wanted, lines[line], 0, 0, 0) == 0;
  lines[line][lengths[line]] = end;
  return result;
}

// Goes to the next line, or the last before, that fits.
void search(bool back) {
  if (!has_wanted) {
    if (*view.message == 0) snprintf(view.message, sizeof view.message, "No previous regular expression");
    return;
  }
  for (size_t line = view.top.line; back ? line-- > 0 : has_line(++line);)
    if (fits(line)) {
      view.top = (struct place){line, 0};
      return;
    }
  snprintf(view.message, sizeof view.message, "Pattern not found");
}

void ask_and_search(char key) {
  char text[128];
  searches_back = key == '?';
  if (read_text(key, text, sizeof text) && (*text == 0 || set_wanted(text))) search(searches_back);
}

void search_again(bool other_way) { search(searches_back != other_way); }
