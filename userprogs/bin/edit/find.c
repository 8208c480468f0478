// Search and replace. Without a capital letter in what is looked for, capitals make no difference.
#include "edit.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static char wanted[256];

static bool has_capital(const char *text) {
  for (; *text != 0; text++)
    if (isupper((unsigned char)*text)) return true;
  return false;
}

static bool matches(const char *bytes, const char *text, size_t length, bool is_exact) {
  return is_exact ? memcmp(bytes, text, length) == 0 : strncasecmp(bytes, text, length) == 0;
}

// The first match in a line from `at` on; false if there is none.
static bool find_in_line(size_t number, size_t at, size_t *found) {
  const struct line *line = &lines[number];
  size_t length = strlen(wanted);
  bool is_exact = has_capital(wanted);
  for (; at + length <= line->length; at++) {
    if (!matches(line->bytes + at, wanted, length, is_exact)) continue;
    *found = at;
    return true;
  }
  return false;
}

// The first match from a place on, up to the end of the text.
static bool find_from(struct place *place) {
  for (size_t at = place->at; place->line < line_count; place->line++, at = 0)
    if (find_in_line(place->line, at, &place->at)) return true;
  return false;
}

static void mark(struct place place) {
  marked = place;
  marked_end = (struct place){place.line, place.at + strlen(wanted)};
}

// Goes to the first match from a place on, at the end on from the top.
static void go_to_match(struct place place) {
  bool is_found = find_from(&place);
  if (!is_found) {
    place = (struct place){0, 0};
    is_found = find_from(&place);
    if (is_found) say("on from the top");
  }
  if (is_found) {
    move_to(place);
    mark(place);
  } else {
    say("not found: %s", wanted);
  }
}

// What to look for; an empty answer means the same as last time.
static bool ask_wanted(const char *text) {
  if (!ask(text, "")) return false;
  if (*answer != 0) strncpy(wanted, answer, sizeof wanted - 1);
  return *wanted != 0;
}

void find(void) {
  if (ask_wanted("Find: ")) go_to_match(cursor);
}

void find_next(void) {
  if (*wanted == 0) find();
  else go_to_match((struct place){cursor.line, cursor.at + 1});
}

// Puts `with` in the place of the match, and goes behind it.
static void replace_one(struct place *place, const char *with) {
  change_delete(*place, (struct place){place->line, place->at + strlen(wanted)});
  *place = change_insert(*place, with, strlen(with), false);
}

// What is to become of the match at the cursor: y, n, a for this and all others, or q.
static int ask_about(struct place place) {
  move_to(place);
  mark(place);
  int key = ask_key("Replace this? (y)es (n)o (a)ll (q)uit", "ynaq");
  marked = marked_end = (struct place){0, 0};
  return key;
}

static size_t replace_all_from(struct place place, const char *with) {
  size_t count = 0;
  bool asks = true;
  while (find_from(&place)) {
    int key = asks ? ask_about(place) : 'a';
    if (key == 'q' || key == 0) break;
    if (key == 'n') {
      place.at++;
      continue;
    }
    asks = asks && key != 'a';
    replace_one(&place, with);
    move_to(place);
    count++;
  }
  return count;
}

// From the cursor to the end of the text.
void replace(void) {
  char with[256];
  if (!ask_wanted("Replace: ") || !ask("With: ", "")) return;
  strncpy(with, answer, sizeof with - 1);
  with[sizeof with - 1] = 0;
  size_t count = replace_all_from(cursor, with);
  say("%zu replaced", count);
}

void go_to_line(void) {
  if (!ask("Line: ", "")) return;
  size_t number = (size_t)strtoul(answer, 0, 10);
  if (number == 0 || number > line_count) {
    say("there are lines 1 to %zu", line_count);
    return;
  }
  move_to((struct place){number - 1, 0});
}
